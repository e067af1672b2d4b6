package com.acmecrm.integration.contact;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.OptionalLong;
import java.util.Set;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** What a client wants a contact to become. */
public interface ContactChange {

    /** The fields that it speaks of. */
    Set<String> names();

    ContactFields applyTo(ContactFields fields);

    /** The version that the client believes to change. */
    OptionalLong version();

    /** The fields that it would change, as they are now. */
    default JsonObject conflictsWith(ContactFields fields) {
        JsonObject current = fields.toJson();
        JsonObject wanted = applyTo(fields).toJson();
        JsonObjectBuilder conflicts = JSON.createObjectBuilder();
        names().stream()
                .filter(name -> !wanted.get(name).equals(current.get(name)))
                .forEach(name -> conflicts.add(name, current.get(name)));
        return conflicts.build();
    }
}
