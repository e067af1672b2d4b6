package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** A postal address; a member that is not known is empty, never null. */
public record Address(
        @TextLength(max = MEMBER_MAX) String street,
        @TextLength(max = MEMBER_MAX) String city,
        @TextLength(max = MEMBER_MAX) String state,
        @TextLength(max = MEMBER_MAX) String postalCode,
        @TextLength(max = MEMBER_MAX) String country) {

    static final List<String> MEMBERS = List.of("street", "city", "state", "postalCode", "country");

    private static final int MEMBER_MAX = 200;

    /** A member that is absent or null is empty. */
    public static Address of(JsonObject json) {
        return new Address(
                JsonFields.text(json, "street"),
                JsonFields.text(json, "city"),
                JsonFields.text(json, "state"),
                JsonFields.text(json, "postalCode"),
                JsonFields.text(json, "country"));
    }

    /** Without the members that are empty. */
    public JsonObject toJson() {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        members().forEach((name, value) -> {
            if (!value.isEmpty()) {
                json.add(name, value);
            }
        });
        return json.build();
    }

    /**
     * AcmeCRM's one line: all five places joined by a comma and a space, or nothing where all are empty. A comma, a
     * backslash and a new line inside a place are escaped, so that the line can be read back without loss.
     */
    public String toAcmeLine() {
        if (members().values().stream().allMatch(String::isEmpty)) {
            return "";
        }
        return members().values().stream().map(Address::escape).collect(Collectors.joining(", "));
    }

    private Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("street", street);
        members.put("city", city);
        members.put("state", state);
        members.put("postalCode", postalCode);
        members.put("country", country);
        return members;
    }

    private static String escape(String place) {
        return place.replace("\\", "\\\\").replace(",", "\\,").replace("\n", "\\n");
    }

    /** As the column has it. */
    @Converter
    @Immutable
    public static class ColumnConverter implements AttributeConverter<Address, String> {

        @Override
        public String convertToDatabaseColumn(Address address) {
            return address.toJson().toString();
        }

        @Override
        public Address convertToEntityAttribute(String column) {
            return of(JsonText.parse(column));
        }
    }
}
