package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.JsonIntegers;
import com.acmecrm.integration.platform.JsonPointers;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at names and types only: whether a body can be read as a contact at all. */
final class ContactShape {

    /** What a client sends only to say that it has not changed. */
    static final Set<String> READ_ONLY = Set.of("id", "source", "sourceId", "createdAt", "updatedAt");

    /** A body can hold a million faults; nobody reads so many, and nobody shall keep them in memory. */
    private static final int MAX_ERRORS = 100;

    private static final String VERSION = "version";

    private final List<FieldError> errors = new ArrayList<>();

    private ContactShape() {}

    /** @throws ProblemException 400 with every property that is unknown or of the wrong type */
    static void check(JsonObject contact) {
        ContactShape shape = new ContactShape();
        contact.forEach(shape::field);
        if (!shape.errors.isEmpty()) {
            throw ProblemException.ofFields(ProblemType.INVALID_REQUEST, shape.errors);
        }
    }

    private void field(String name, JsonValue value) {
        String pointer = "/" + JsonPointers.escape(name);
        switch (name) {
            case "address" -> address(pointer, value);
            case "tags" -> tags(pointer, value);
            case "customFields" -> require(isNull(value) || value instanceof JsonObject, pointer, "must be an object");
            case VERSION -> require(JsonIntegers.of(value).isPresent(), pointer, "must be a whole number");
            default -> text(pointer, name, value);
        }
    }

    private void text(String pointer, String name, JsonValue value) {
        boolean known = ContactFields.NAMES.contains(name) || READ_ONLY.contains(name);
        require(known, pointer, "is not a property of a contact");
        require(!known || isText(value), pointer, "must be a string");
    }

    private void address(String pointer, JsonValue value) {
        if (!(value instanceof JsonObject address)) {
            require(isNull(value), pointer, "must be an object");
            return;
        }
        address.forEach((name, member) -> {
            String place = pointer + "/" + JsonPointers.escape(name);
            boolean known = Address.MEMBERS.contains(name);
            require(known, place, "is not a property of an address");
            require(!known || isText(member), place, "must be a string");
        });
    }

    private void tags(String pointer, JsonValue value) {
        if (value.getValueType() != JsonValue.ValueType.ARRAY) {
            require(isNull(value), pointer, "must be an array of strings");
            return;
        }
        int index = 0;
        for (JsonValue tag : value.asJsonArray()) {
            require(tag.getValueType() == JsonValue.ValueType.STRING, pointer + "/" + index, "must be a string");
            index++;
        }
    }

    private void require(boolean holds, String pointer, String detail) {
        if (!holds && errors.size() < MAX_ERRORS) {
            errors.add(new FieldError(pointer, detail));
        }
    }

    private static boolean isText(JsonValue value) {
        return isNull(value) || value.getValueType() == JsonValue.ValueType.STRING;
    }

    private static boolean isNull(JsonValue value) {
        return value.getValueType() == JsonValue.ValueType.NULL;
    }
}
