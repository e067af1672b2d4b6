package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.log.LogContext;
import com.acmecrm.integration.platform.metrics.RequestMetrics;
import com.acmecrm.integration.platform.shutdown.Drain;
import com.acmecrm.integration.platform.trace.RequestTrace;
import com.acmecrm.integration.platform.web.ApiMethods;
import com.acmecrm.integration.platform.web.ApiRequest;
import com.acmecrm.integration.platform.web.CrossOrigin;
import com.acmecrm.integration.platform.web.MalformedRequest;
import com.acmecrm.integration.platform.web.MethodRefusal;
import com.acmecrm.integration.platform.web.SecurityHeaders;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before everything that is served: gives each request its id, in the answer and in the log, refuses oversized
 * ones, and writes one line when it is done. Also for error dispatches: a bad token is refused by the server before any
 * filter sees the request.
 */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class RequestFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger ACCESS = LoggerFactory.getLogger("com.acmecrm.integration.access");
    private static final String RECORDED = RequestFilter.class.getName();
    private static final String SEEN = RECORDED + ".seen";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;
    private static final char DELETE = 0x7F;
    private static final int MAX_URI = 8 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;

    @Inject
    transient RequestMetrics metrics;

    @Inject
    transient CrossOrigin crossOrigin;

    @Inject
    transient ClientAddresses clients;

    @Inject
    transient Drain drain;

    @Inject
    transient ApiMethods methods;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        drain.begin(request, response);
        try {
            identify(request, response, chain);
        } finally {
            drain.end();
        }
    }

    private void identify(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            request.setAttribute(SEEN, true);
        }
        String id = RequestId.of(request);
        response.setHeader(RequestId.HEADER, id);
        SecurityHeaders.apply(response, RequestId.path(request), clients.isSecure(request));
        crossOrigin.apply(request, response);
        try (LogContext context = LogContext.ofRequest(id, RequestTrace.of(request))) {
            passAndRecord(request, response, chain);
        }
    }

    private void passAndRecord(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        try {
            pass(request, response, chain);
        } finally {
            recordOnce(request, response, start);
        }
    }

    /** Otherwise the server has answered it by itself: it does so with a bad token. */
    public static boolean hasSeen(HttpServletRequest request) {
        return request.getAttribute(SEEN) != null;
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (crossOrigin.isPreflight(request)) {
            crossOrigin.answerPreflight(response);
            return;
        }
        OptionalInt refusal =
                request.getDispatcherType() == DispatcherType.ERROR ? OptionalInt.empty() : refusal(request);
        if (refusal.isPresent()) {
            response.sendError(refusal.getAsInt());
            return;
        }
        passAddressed(request, response, chain);
    }

    private void passAddressed(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ERROR || !ApiMethods.isApi(request)) {
            chain.doFilter(request, response);
        } else if (request.getMethod().equals("OPTIONS") || !isUpperCase(request.getMethod())) {
            refuseMethod(request, response);
        } else {
            chain.doFilter(ApiRequest.of(request), response);
        }
    }

    /** Methods are case-sensitive (RFC 9110, 9.1); WildFly takes any spelling. */
    private static boolean isUpperCase(String method) {
        return method.chars().noneMatch(Character::isLowerCase);
    }

    /** The servers would each make up an answer. */
    private void refuseMethod(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> allowed = methods.allowed(request);
        if (allowed.isPresent()) {
            MethodRefusal.send(request, response, allowed.get());
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** The servers' own limits differ and answer in their own words; these come first. */
    private static OptionalInt refusal(HttpServletRequest request) {
        String query = request.getQueryString();
        if (request.getRequestURI().length() + (query == null ? 0 : query.length()) > MAX_URI) {
            return OptionalInt.of(URI_TOO_LONG);
        }
        if (MalformedRequest.of(request.getRequestURI()).isPresent()) {
            return OptionalInt.of(HttpServletResponse.SC_BAD_REQUEST);
        }
        if (isUnknownMethod(request)) {
            return OptionalInt.of(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
        if (headerValues(request).mapToInt(String::length).sum() > MAX_HEADERS) {
            return OptionalInt.of(HEADERS_TOO_LARGE);
        }
        if (headerValues(request).anyMatch(RequestFilter::hasControls)) {
            return OptionalInt.of(HttpServletResponse.SC_BAD_REQUEST); // RFC 9110, 5.5; WildFly takes them
        }
        return RequestPath.isOrdinary(request.getRequestURI())
                ? OptionalInt.empty()
                : OptionalInt.of(HttpServletResponse.SC_NOT_FOUND);
    }

    /** JAX-RS refuses what is no method at all; some servlets answer it with 501. */
    private static boolean isUnknownMethod(HttpServletRequest request) {
        return !METHODS.contains(request.getMethod()) && !ApiMethods.isApi(request);
    }

    private static Stream<String> headerValues(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .flatMap(header -> Collections.list(request.getHeaders(header)).stream());
    }

    private static boolean hasControls(String value) {
        return value.chars().anyMatch(character -> character < ' ' && character != '\t' || character == DELETE);
    }

    private void recordOnce(HttpServletRequest request, HttpServletResponse response, long start) {
        if (request.getAttribute(RECORDED) != null) {
            return;
        }
        request.setAttribute(RECORDED, true);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        metrics.answered(request, response.getStatus(), time);
        // Without the query: it may hold what someone searched for.
        ACCESS.info(
                "{} {} {} {} ms {}",
                request.getMethod(),
                RequestId.path(request),
                response.getStatus(),
                time.toMillis(),
                clients.of(request));
    }
}
