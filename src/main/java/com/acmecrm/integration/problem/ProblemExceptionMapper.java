package com.acmecrm.integration.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What the features refuse. */
@Provider
@ApplicationScoped
public class ProblemExceptionMapper implements ExceptionMapper<ProblemException> {

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(ProblemException problem) {
        return responses.of(problem);
    }
}
