package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.JsonBody;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.stream.Stream;

/**
 * Refuses bodies in a content coding such as gzip (RFC 9110, section 15.5.16). Before the gate, as a media type that is not
 * read is refused by matching: neither is counted against the rate limit.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION - 1)
public class ContentCodingFilter implements ContainerRequestFilter {

    private static final String IDENTITY = "identity";

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext context) {
        List<String> codings = context.getHeaders().get(HttpHeaders.CONTENT_ENCODING);
        if (codings == null || codings.stream().allMatch(ContentCodingFilter::isIdentity) || !readsBody()) {
            return;
        }
        throw ProblemException.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Send the body without Content-Encoding: it is read as it is.")
                .withHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
    }

    private static boolean isIdentity(String coding) {
        return coding == null || coding.isBlank() || coding.strip().equalsIgnoreCase(IDENTITY);
    }

    private boolean readsBody() {
        return Stream.of(resource.getResourceMethod().getParameterTypes()).anyMatch(JsonBody.class::equals);
    }
}
