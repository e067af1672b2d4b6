package com.acmecrm.integration.platform.web;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which pages of other origins may call the API ({@code acmecrm.cors.origins}; Fetch Standard, 3.2). None unless
 * configured. Without credentials in the standard's sense: a token is sent by the page itself, never by the browser.
 */
@ApplicationScoped
public class CrossOrigin {

    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9a-f:]+](:\\d{1,5})?");
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, X-Request-Id";
    private static final String RESPONSE_HEADERS =
            "ETag, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";
    private static final String MAX_AGE_SECONDS = "600";

    @Inject
    @ConfigProperty(name = "acmecrm.cors.origins")
    Optional<String[]> configured; // not a List: Payara cannot look into two generic types

    private Set<String> origins;

    @PostConstruct
    void read() {
        origins = configured.stream().flatMap(Stream::of).map(String::strip).collect(Collectors.toSet());
    }

    /** Tells the browser that the page may read the answer, if it may. */
    public void apply(HttpServletRequest request, HttpServletResponse response) {
        if (origins.isEmpty()) {
            return;
        }
        response.addHeader("Vary", "Origin");
        if (isAllowed(request)) {
            response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
            response.setHeader("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        }
    }

    /** Whether a browser asks for leave before it sends what a page wants to send. */
    public boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Access-Control-Request-Method") != null
                && isAllowed(request);
    }

    public void answerPreflight(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
        response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private boolean isAllowed(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && origins.contains(origin);
    }

    /** Whether it is one as browsers send it: no path, no capitals. */
    public static boolean isOrigin(String text) {
        return ORIGIN.matcher(text).matches();
    }
}
