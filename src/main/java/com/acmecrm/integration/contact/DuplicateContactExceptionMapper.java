package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.DatabaseUnavailableException;
import com.acmecrm.integration.problem.DatabaseUnavailableExceptionMapper;
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

    @Inject
    DatabaseUnavailableExceptionMapper unavailable;

    @Override
    public Response toResponse(DuplicateContactException duplicate) {
        try {
            return responses.of(ProblemException.of(ProblemType.DUPLICATE_CONTACT, duplicate.getMessage())
                    .with(existing(duplicate)));
        } catch (DatabaseUnavailableException away) {
            return unavailable.toResponse(away); // a mapper's own exceptions are mapped by nobody
        }
    }

    /** Deleted since: still a conflict for this request, there is only nothing left to point at. */
    private JsonObject existing(DuplicateContactException duplicate) {
        return contacts.find(duplicate.externalId())
                .map(contact -> JSON.createObjectBuilder()
                        .add("existingId", contact.id().toString())
                        .build())
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }
}
