package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.RedisUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Redis is not available: nobody is let in unchecked. */
@Provider
@ApplicationScoped
public class RedisUnavailableExceptionMapper implements ExceptionMapper<RedisUnavailableException> {

    private static final String UNCHANGED =
            "Redis is not available, so no token can be checked. Nothing has been changed. Try again.";

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(RedisUnavailableException unavailable) {
        return responses.unavailable(unavailable.isOutcomeUnknown(), UNCHANGED, unavailable);
    }
}
