package com.acmecrm.integration.platform.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;

/** Requests by method, route template and status; never by address, whose number has no bound. */
@ApplicationScoped
public class RequestMetrics {

    private static final String ROUTE = RequestMetrics.class.getName() + ".route";
    private static final String UNMATCHED = "unmatched";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2)
    };

    @Inject
    MeterRegistry registry;

    private Meter.MeterProvider<Timer> requests;

    @PostConstruct
    void register() {
        requests = Timer.builder("http.server.requests")
                .description("Requests, and how long their answers took")
                .serviceLevelObjectives(BOUNDS)
                .withRegistry(registry);
    }

    /**
     * Names the route of a request.
     *
     * @param template without ids: {@code /api/contacts/{id}}
     */
    public static void route(HttpServletRequest request, String template) {
        request.setAttribute(ROUTE, template);
    }

    /** Once for each request, when it is answered. */
    public void answered(HttpServletRequest request, int status, Duration time) {
        requests.withTags("method", method(request), "uri", uri(request), "status", Integer.toString(status))
                .record(time);
    }

    private static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
    }

    private static String uri(HttpServletRequest request) {
        if (request.getAttribute(ROUTE) instanceof String template) {
            return template;
        }
        // What the server refuses before any filter has been matched to nothing.
        return request.getDispatcherType() == DispatcherType.ERROR
                ? UNMATCHED
                : request.getHttpServletMapping().getPattern();
    }
}
