package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.FieldError;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A contact that a client wants to have created.
 *
 * @param body of the right shape
 */
public record NewContact(JsonObject body) {

    /** @throws com.acmecrm.integration.problem.ProblemException 400 if a property is unknown or of the wrong type */
    public static NewContact of(JsonObject body) {
        ContactShape.check(body);
        return new NewContact(body);
    }

    public ContactFields fields() {
        return ContactFields.of(body);
    }

    /** What the client knows the contact by; {@code internal} and the new id where it says nothing. */
    public ExternalId externalId(UUID id) {
        ExternalId internal = ExternalId.internal(id);
        return new ExternalId(
                JsonFields.isSet(body, "source") ? body.getString("source") : internal.source(),
                JsonFields.isSet(body, "sourceId") ? body.getString("sourceId") : internal.sourceId());
    }

    public List<FieldError> identityErrors() {
        List<FieldError> errors = new ArrayList<>();
        Stream.of("id", "createdAt", "updatedAt", "version")
                .filter(body::containsKey)
                .map(name -> new FieldError("/" + name, "is set by the service"))
                .forEach(errors::add);
        ExternalId externalId = externalId(new UUID(0, 0));
        if (!ExternalId.isSource(externalId.source())) {
            errors.add(new FieldError("/source", ExternalId.SOURCE_RULE));
        }
        if (!ExternalId.isNewSourceId(externalId.sourceId())) {
            errors.add(new FieldError("/sourceId", ExternalId.SOURCE_ID_RULE));
        }
        return errors;
    }
}
