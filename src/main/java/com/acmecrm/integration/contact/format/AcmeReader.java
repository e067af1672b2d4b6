package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.Address;
import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.contact.ContactStatus;
import com.acmecrm.integration.platform.JsonText;
import com.acmecrm.integration.problem.FieldError;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * From AcmeCRM's format back to the internal one, value by value. Null is cleared. A value that cannot be read is an error
 * and leaves the field as it was; whether the others are within the limits is {@code ContactValidator}'s to say.
 */
final class AcmeReader {

    private static final Map<String, String> INTERNAL_NAMES = Map.ofEntries(
            Map.entry("acme_address", "address"),
            Map.entry("acme_company", "company"),
            Map.entry("acme_custom_fields", "customFields"),
            Map.entry("acme_email", "email"),
            Map.entry("acme_first_name", "firstName"),
            Map.entry("acme_last_name", "lastName"),
            Map.entry("acme_notes", "notes"),
            Map.entry("acme_phone", "phone"),
            Map.entry("acme_status", "status"),
            Map.entry("acme_tags", "tags"),
            Map.entry("acme_title", "title"));

    private final JsonObjectBuilder fields;
    private final List<FieldError> errors = new ArrayList<>();

    /** @param fields what stays where nothing is read */
    AcmeReader(ContactFields fields) {
        this.fields = JSON.createObjectBuilder(fields.toJson());
    }

    /**
     * Takes one value.
     *
     * @param acmeName one of those that this service writes
     * @param json as AcmeCRM has it
     */
    void take(String acmeName, String json) {
        String name = INTERNAL_NAMES.get(acmeName);
        parse(json)
                .flatMap(value -> value == JsonValue.NULL ? Optional.of(value) : toInternal(acmeName, value))
                .ifPresentOrElse(value -> fields.add(name, value), () -> errors.add(unreadable(name, acmeName)));
    }

    ContactFields fields() {
        return ContactFields.of(fields.build());
    }

    List<FieldError> errors() {
        return errors;
    }

    private static Optional<JsonValue> parse(String json) {
        return JsonText.parseForeign("{\"value\":" + json + "}").map(object -> object.get("value"));
    }

    private static Optional<JsonValue> toInternal(String acmeName, JsonValue value) {
        return switch (acmeName) {
            case "acme_address" -> text(value).flatMap(AddressLine::read).map(Address::toJson);
            case "acme_status" -> text(value).flatMap(AcmeReader::status);
            case "acme_tags" -> Optional.of(value).filter(AcmeReader::isTexts);
            case "acme_custom_fields" -> Optional.of(value).filter(JsonObject.class::isInstance);
            default -> Optional.of(value).filter(JsonString.class::isInstance);
        };
    }

    private static Optional<String> text(JsonValue value) {
        return value instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static Optional<JsonValue> status(String acmeName) {
        return Stream.of(ContactStatus.values())
                .filter(status -> status.acmeName().equals(acmeName))
                .findFirst()
                .map(status -> JSON.createValue(status.internalName()));
    }

    private static boolean isTexts(JsonValue value) {
        return value.getValueType() == JsonValue.ValueType.ARRAY
                && value.asJsonArray().stream().allMatch(JsonString.class::isInstance);
    }

    private static FieldError unreadable(String name, String acmeName) {
        String detail = switch (acmeName) {
            case "acme_address" -> "must be five places, with commas inside them escaped";
            case "acme_status" -> "must be Active, Inactive or Archived";
            case "acme_tags" -> "must be an array of strings";
            case "acme_custom_fields" -> "must be an object";
            default -> "must be a string";
        };
        return new FieldError("/" + name, "cannot be taken from AcmeCRM: " + acmeName + " " + detail);
    }
}
