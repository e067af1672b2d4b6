package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.RedisUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Redis is away: nobody is let in unchecked. */
@Provider
@ApplicationScoped
public class RedisUnavailableExceptionMapper implements ExceptionMapper<RedisUnavailableException> {

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(RedisUnavailableException unavailable) {
        return responses.unavailable("Tokens cannot be checked at the moment. Try again.", unavailable);
    }
}
