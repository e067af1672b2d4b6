package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.FieldError;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A contact that a client wants to have created.
 *
 * @param body of the right shape
 */
public record NewContact(JsonObject body) {

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9_-]{1,50}");
    private static final Pattern SOURCE_ID = Pattern.compile("[A-Za-z0-9._@+=~-]{1,200}");

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
        if (!SOURCE.matcher(externalId.source()).matches()) {
            errors.add(new FieldError("/source", "must be 1 to 50 of a-z, 0-9, _ and -"));
        }
        if (!SOURCE_ID.matcher(externalId.sourceId()).matches()) {
            errors.add(new FieldError("/sourceId", "must be 1 to 200 of A-Z, a-z, 0-9 and ._@+=~-"));
        }
        return errors;
    }
}
