package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.DatabaseUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** PostgreSQL is not available, busy or full. */
@Provider
@ApplicationScoped
public class DatabaseUnavailableExceptionMapper implements ExceptionMapper<DatabaseUnavailableException> {

    private static final String UNCHANGED =
            "The database is not available or too busy at the moment. Nothing has been changed. Try again.";

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(DatabaseUnavailableException unavailable) {
        return responses.unavailable(unavailable.isOutcomeUnknown(), UNCHANGED, unavailable);
    }
}
