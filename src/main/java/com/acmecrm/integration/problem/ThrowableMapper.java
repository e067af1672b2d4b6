package com.acmecrm.integration.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Everything nobody foresaw. Without it WildFly would tell the client the exception's message. */
@Provider
@ApplicationScoped
public class ThrowableMapper implements ExceptionMapper<Throwable> {

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(Throwable cause) {
        return responses.unforeseen(cause);
    }
}
