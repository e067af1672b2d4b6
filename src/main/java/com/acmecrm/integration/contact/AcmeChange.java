package com.acmecrm.integration.contact;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.Set;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * What a change of ours changes in AcmeCRM's row.
 *
 * @param values the new values, by name
 * @param customFieldNames which members of {@code acme_custom_fields} are changed, as {@link ChangedMembers}; where empty,
 *     all of it is replaced if it is among the values
 */
record AcmeChange(JsonObject values, Optional<JsonObject> customFieldNames) {

    static final String CUSTOM_FIELDS = "acme_custom_fields";

    /** Each value as a whole: nothing of AcmeCRM's is left in them. */
    static AcmeChange replacing(JsonObject values) {
        return new AcmeChange(values, Optional.empty());
    }

    /** For the event. */
    Set<String> names() {
        return values.keySet();
    }

    /** This change and the next one, as one. */
    AcmeChange then(AcmeChange next) {
        JsonObjectBuilder both = JSON.createObjectBuilder(values);
        next.values.forEach(both::add);
        return new AcmeChange(
                both.build(),
                customFieldNames
                        .map(names -> next.customFieldNames
                                .map(others -> ChangedMembers.ofBoth(names, others))
                                .orElse(names))
                        .or(next::customFieldNames));
    }
}
