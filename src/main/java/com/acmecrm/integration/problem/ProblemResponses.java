package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.log.Causes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns problems into answers; what is our own fault is logged with its cause, the rest is the client's matter. */
@ApplicationScoped
public class ProblemResponses {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);
    private static final String UNKNOWN =
            "The outcome is unknown: the service lost its connection to PostgreSQL or Redis"
                    + " while it made the change. Read before you try again; a request with an Idempotency-Key can be sent again"
                    + " as it is.";

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

    /** As a part of an answer; the answer's other parts are none of its business. */
    public JsonObject toJson(ProblemException problem) {
        return Problem.of(problem, request);
    }

    /** For what nobody foresaw: the cause goes to the log, the client gets the request's id. */
    Response unforeseen(Throwable cause) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), cause);
        return of(ProblemException.of(
                ProblemType.INTERNAL_ERROR, "The service could not handle this request. Quote the requestId."));
    }

    /**
     * For a dependency that is not available. Without the stack: during an outage there is one for each request.
     *
     * @param outcomeUnknown whether a change was sent to the dependency and its answer never came
     * @param unchanged what to say where nothing has been changed
     */
    Response unavailable(boolean outcomeUnknown, String unchanged, Throwable cause) {
        Outcome outcome = Outcome.of(outcomeUnknown, request.getMethod());
        LOG.error(
                "{} {} refused, outcome {}: {}",
                request.getMethod(),
                request.getRequestURI(),
                outcome,
                Causes.of(cause));
        return of(ProblemException.unavailable(outcome == Outcome.UNKNOWN ? UNKNOWN : unchanged, outcome));
    }
}
