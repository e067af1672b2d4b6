package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.DatabaseUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** PostgreSQL is away, busy or full. */
@Provider
@ApplicationScoped
public class DatabaseUnavailableExceptionMapper implements ExceptionMapper<DatabaseUnavailableException> {

    private static final String UNCHANGED =
            "The database cannot do this at the moment; nothing has been changed. Try again.";
    private static final String UNKNOWN =
            "The database stopped answering at the last moment: whether the change was made is unknown."
                    + " Read before you try again; a request with an Idempotency-Key can be sent again as it is.";

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(DatabaseUnavailableException unavailable) {
        boolean unknown = unavailable.isOutcomeUnknown() && !responses.isForReading();
        return responses.unavailable(unknown ? UNKNOWN : UNCHANGED, unavailable);
    }
}
