package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.DatabaseUnavailableException;
import com.acmecrm.integration.problem.DatabaseUnavailableExceptionMapper;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemResponses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Tells a client that was overtaken what the contact is now; by now the failed transaction is over. */
@Provider
@ApplicationScoped
public class StaleContactExceptionMapper implements ExceptionMapper<StaleContactException> {

    @Inject
    ContactService contacts;

    @Inject
    ProblemResponses responses;

    @Inject
    DatabaseUnavailableExceptionMapper unavailable;

    @Override
    public Response toResponse(StaleContactException stale) {
        try {
            return responses.of(problem(stale, contacts.get(stale.id())));
        } catch (ProblemException goneMeanwhile) {
            return responses.of(goneMeanwhile);
        } catch (DatabaseUnavailableException away) {
            return unavailable.toResponse(away); // a mapper's own exceptions are mapped by nobody
        }
    }

    private static ProblemException problem(StaleContactException stale, Contact current) {
        return ProblemException.of(stale.type(), stale.getMessage())
                .with(JSON.createObjectBuilder()
                        .add("currentVersion", current.version())
                        .add("current", stale.patch().conflictsWith(current.fields()))
                        .build());
    }
}
