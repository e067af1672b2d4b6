package com.acmecrm.integration.contact;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * Names of the members that a change touches in a JSON object, as a tree: an object names members inside a member,
 * {@code true} means the whole member. Not a merge patch (RFC 7396), because that cannot set a member to null. The values
 * are those of the object after the change; {@code copy_json_members} of PostgreSQL takes both.
 */
final class ChangedMembers {

    private ChangedMembers() {}

    static JsonObject between(JsonObject before, JsonObject after) {
        JsonObjectBuilder changed = JSON.createObjectBuilder();
        for (String name : names(before, after)) {
            JsonValue old = before.get(name);
            JsonValue now = after.get(name);
            if (!Objects.equals(old, now)) {
                changed.add(name, member(old, now));
            }
        }
        return changed.build();
    }

    /** A member that comes or goes as an object is changed inside only, too: others may have added to it. */
    private static JsonValue member(JsonValue old, JsonValue now) {
        if (now instanceof JsonObject after) {
            return between(old instanceof JsonObject before ? before : JsonValue.EMPTY_JSON_OBJECT, after);
        }
        return now == null && old instanceof JsonObject before
                ? between(before, JsonValue.EMPTY_JSON_OBJECT)
                : JsonValue.TRUE;
    }

    /** Of two changes, one after the other. */
    static JsonObject ofBoth(JsonObject first, JsonObject second) {
        JsonObjectBuilder both = JSON.createObjectBuilder();
        for (String name : names(first, second)) {
            both.add(name, ofBoth(first.get(name), second.get(name)));
        }
        return both.build();
    }

    private static JsonValue ofBoth(JsonValue first, JsonValue second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first instanceof JsonObject one && second instanceof JsonObject other
                ? ofBoth(one, other)
                : JsonValue.TRUE;
    }

    private static Set<String> names(JsonObject one, JsonObject other) {
        Set<String> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }
}
