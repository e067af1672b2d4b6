package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.BodyTooLargeException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A body over its limit. */
@Provider
@ApplicationScoped
public class BodyTooLargeExceptionMapper implements ExceptionMapper<BodyTooLargeException> {

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(BodyTooLargeException tooLarge) {
        return responses.of(ProblemException.of(ProblemType.PAYLOAD_TOO_LARGE, tooLarge.getMessage()));
    }
}
