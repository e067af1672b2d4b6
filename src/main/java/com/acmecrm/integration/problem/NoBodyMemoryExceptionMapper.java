package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.body.NoBodyMemoryException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The bodies of other requests fill the memory for bodies. Counted, not logged: a flood would fill the log too. */
@Provider
@ApplicationScoped
public class NoBodyMemoryExceptionMapper implements ExceptionMapper<NoBodyMemoryException> {

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(NoBodyMemoryException refused) {
        return responses.of(ProblemException.unavailable(
                "This node has no memory free for a body of this size. Nothing has been changed. Try again."));
    }
}
