package com.acmecrm.integration.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns problems into answers; what is our own fault is logged with its cause, the rest is the client's matter. */
@ApplicationScoped
public class ProblemResponses {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);

    @Inject
    HttpServletRequest request;

    public Response of(ProblemException problem) {
        LOG.debug("{} {}", problem.type(), problem.getMessage());
        Response.ResponseBuilder response = Response.status(problem.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(problem, request));
        problem.headers().forEach(response::header);
        return response.build();
    }

    /** For what nobody foresaw: the cause goes to the log, the client gets the request's id. */
    Response unforeseen(Throwable cause) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), cause);
        return of(ProblemException.of(
                ProblemType.INTERNAL_ERROR, "The service could not handle this request. Quote the requestId."));
    }
}
