package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.UnreadableBodyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** A body that is not what its media type says. */
@Provider
@ApplicationScoped
public class UnreadableBodyExceptionMapper implements ExceptionMapper<UnreadableBodyException> {

    @Inject
    ProblemResponses responses;

    @Override
    public Response toResponse(UnreadableBodyException unreadable) {
        return responses.of(unreadable
                .pointer()
                .map(pointer -> ProblemException.ofFields(
                        ProblemType.INVALID_REQUEST, List.of(new FieldError(pointer, unreadable.detail()))))
                .orElseGet(() -> ProblemException.of(ProblemType.INVALID_REQUEST, unreadable.getMessage())));
    }
}
