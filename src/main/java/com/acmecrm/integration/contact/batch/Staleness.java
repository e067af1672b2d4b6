package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** How an operation is refused whose client has seen another version. */
final class Staleness {

    private Staleness() {}

    /** @param current the fields that would have been changed, as they are now */
    static ProblemException problem(Contact contact, JsonObject current) {
        return ProblemException.of(
                        ProblemType.STALE_VERSION,
                        "The contact has been changed since you read it; see currentVersion and current.")
                .with(JSON.createObjectBuilder()
                        .add("currentVersion", contact.version())
                        .add("current", current)
                        .build());
    }

    /** Where the version is that of a contact which is there no more. */
    static ProblemException problemOfAbsence() {
        return ProblemException.of(
                ProblemType.STALE_VERSION,
                "There is no contact with this source and sourceId, in whatever version; without version it is created.");
    }

    static JsonObject differences(ContactFields current, ContactFields wanted) {
        JsonObject other = wanted.toJson();
        JsonObjectBuilder differences = JSON.createObjectBuilder();
        current.toJson().forEach((name, value) -> {
            if (!value.equals(other.get(name))) {
                differences.add(name, value);
            }
        });
        return differences.build();
    }
}
