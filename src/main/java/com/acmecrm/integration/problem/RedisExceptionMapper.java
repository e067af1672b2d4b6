package com.acmecrm.integration.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.redisson.client.RedisException;

/** Redis is away: nobody is let in unchecked. */
@Provider
@ApplicationScoped
public class RedisExceptionMapper implements ExceptionMapper<RedisException> {

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(RedisException unavailable) {
        return responses.unavailable("Tokens cannot be checked at the moment. Try again.", unavailable);
    }
}
