package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.JsonIntegers;
import com.acmecrm.integration.platform.Timestamps;
import com.acmecrm.integration.platform.Uuids;
import com.acmecrm.integration.problem.FieldError;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * A change that a client asks for, as JSON Merge Patch (RFC 7396): what is absent stays, null clears.
 *
 * @param body of the right shape
 */
public record ContactPatch(JsonObject body) implements ContactChange {

    /** A patch that touches nothing. */
    static final ContactPatch NONE = new ContactPatch(JsonValue.EMPTY_JSON_OBJECT);

    /** @throws com.acmecrm.integration.problem.ProblemException 400 if a property is unknown or of the wrong type */
    public static ContactPatch of(JsonObject body) {
        ContactShape.check(body);
        return new ContactPatch(body);
    }

    @Override
    public OptionalLong version() {
        return body.containsKey("version") ? JsonIntegers.of(body.get("version")) : OptionalLong.empty();
    }

    @Override
    public ContactFields applyTo(ContactFields fields) {
        JsonValue merged = JSON.createMergePatch(writable()).apply(fields.toJson());
        return ContactFields.of(merged.asJsonObject());
    }

    /** Read-only properties that the patch would change. */
    public List<FieldError> readOnlyErrors(Contact contact) {
        JsonObject current = contact.toJson();
        return body.keySet().stream()
                .filter(ContactShape.READ_ONLY::contains)
                .filter(name -> !isSame(name, body.get(name), current.getString(name)))
                .map(name -> new FieldError("/" + name, "cannot be changed"))
                .toList();
    }

    /** Clients parse ids and times into types of their own and write them back in the notation of their platform. */
    private static boolean isSame(String name, JsonValue value, String current) {
        if (!(value instanceof JsonString text)) {
            return false;
        }
        String sent = text.getString();
        return switch (name) {
            case "id" -> Uuids.parse(sent).equals(Uuids.parse(current));
            case "createdAt", "updatedAt" -> Timestamps.parse(sent).equals(Timestamps.parse(current));
            default -> sent.equals(current);
        };
    }

    @Override
    public Set<String> names() {
        return ContactFields.NAMES.stream().filter(body::containsKey).collect(Collectors.toSet());
    }

    private JsonObject writable() {
        JsonObjectBuilder writable = JSON.createObjectBuilder();
        names().forEach(name -> writable.add(name, body.get(name)));
        return writable.build();
    }
}
