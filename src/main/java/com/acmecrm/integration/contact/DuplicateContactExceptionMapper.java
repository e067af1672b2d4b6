package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemResponses;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Tells a client which contact has the external id already. */
@Provider
@ApplicationScoped
public class DuplicateContactExceptionMapper implements ExceptionMapper<DuplicateContactException> {

    @Inject
    ContactService contacts;

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(DuplicateContactException duplicate) {
        // Deleted since: still a conflict for this request, there is only nothing left to point at.
        JsonObject existing = contacts.find(duplicate.externalId())
                .map(contact -> JSON.createObjectBuilder()
                        .add("existingId", contact.id().toString())
                        .build())
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
        return responses.of(ProblemException.of(ProblemType.DUPLICATE_CONTACT, duplicate.getMessage())
                .with(existing));
    }
}
