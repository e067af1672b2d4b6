package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.web.ApiMethods;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What JAX-RS itself refuses: an unknown address, a wrong method or media type, a role that may not. */
@Provider
@ApplicationScoped
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {

    @Inject
    ProblemResponses responses;

    @Inject
    ApiMethods methods;

    @Inject
    HttpServletRequest request;

    @Override
    public Response toResponse(WebApplicationException refusal) {
        ProblemType type = ProblemType.ofStatus(refusal.getResponse().getStatus());
        if (type == ProblemType.INTERNAL_ERROR) {
            return responses.unforeseen(refusal);
        }
        ProblemException problem = ProblemException.of(type, detail(type));
        return responses.of(
                type == ProblemType.METHOD_NOT_ALLOWED
                        ? problem.withHeader(
                                HttpHeaders.ALLOW, methods.allowed(request).orElse(""))
                        : problem);
    }

    private static String detail(ProblemType type) {
        return switch (type) {
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address does not support this method; see the Allow header.";
            case NOT_ACCEPTABLE -> "The answer cannot be given in a format that the Accept header allows.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json.";
            case FORBIDDEN -> "Your role does not allow this.";
            default -> type.title() + ".";
        };
    }
}
