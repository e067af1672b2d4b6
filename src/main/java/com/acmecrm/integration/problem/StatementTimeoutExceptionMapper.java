package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.StatementTimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A list whose conditions no index serves well enough. */
@Provider
@ApplicationScoped
public class StatementTimeoutExceptionMapper implements ExceptionMapper<StatementTimeoutException> {

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(StatementTimeoutException tooBroad) {
        return responses.of(ProblemException.of(
                ProblemType.QUERY_TOO_BROAD,
                "The query takes longer than %d s. Narrow it down by one more filter or a time range."
                        .formatted(tooBroad.limit().toSeconds())));
    }
}
