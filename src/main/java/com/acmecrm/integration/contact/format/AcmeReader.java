package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.Address;
import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.contact.ContactStatus;
import com.acmecrm.integration.platform.JsonText;
import com.acmecrm.integration.platform.UnreadableBodyException;
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

    private static final String VALUE = "/value";

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
        try {
            JsonValue value = parse(json);
            Optional<JsonValue> internal = value == JsonValue.NULL ? Optional.of(value) : toInternal(acmeName, value);
            internal.ifPresentOrElse(
                    read -> fields.add(name, read), () -> errors.add(error(name, acmeName + " " + expected(acmeName))));
        } catch (UnreadableBodyException unreadable) {
            errors.add(error(name, acmeName + reason(unreadable)));
        }
    }

    ContactFields fields() {
        return ContactFields.of(fields.build());
    }

    List<FieldError> errors() {
        return errors;
    }

    private static JsonValue parse(String json) {
        return JsonText.parseForeign("{\"value\":" + json + "}").get("value");
    }

    /** Where in the value, and what; without a place it is one that was too long to be fetched. */
    private static String reason(UnreadableBodyException unreadable) {
        return unreadable
                .pointer()
                .map(pointer -> pointer.substring(VALUE.length()) + " " + unreadable.detail())
                .orElse(" is longer than the field may be");
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

    private static String expected(String acmeName) {
        return switch (acmeName) {
            case "acme_address" -> "must be five places, with commas inside them escaped";
            case "acme_status" -> "must be Active, Inactive or Archived";
            case "acme_tags" -> "must be an array of strings";
            case "acme_custom_fields" -> "must be an object";
            default -> "must be a string";
        };
    }

    private static FieldError error(String name, String reason) {
        return new FieldError("/" + name, "cannot be taken from AcmeCRM: " + reason);
    }
}
