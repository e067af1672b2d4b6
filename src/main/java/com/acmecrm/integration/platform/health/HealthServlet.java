package com.acmecrm.integration.platform.health;

import com.acmecrm.integration.platform.web.ReadOnlyServlet;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /health} and its parts, 200 or 503, for whoever asks: load balancers and orchestrators have no token. Ours
 * and not the servers', which answer at other ports or with other bounds.
 */
@WebServlet({"/health", HealthServlet.LIVE, HealthServlet.READY, HealthServlet.STARTED})
public class HealthServlet extends ReadOnlyServlet {

    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";
    static final String STARTED = "/health/started";

    private static final long serialVersionUID = 1L;

    @Inject
    transient HealthChecks checks;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HealthReport report = report(request.getServletPath());
        byte[] body = report.toJson().toString().getBytes(StandardCharsets.UTF_8);
        // Not sendError: the body is the answer.
        response.setStatus(report.isUp() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private HealthReport report(String path) {
        return switch (path) {
            case LIVE -> checks.live();
            case READY -> checks.ready();
            case STARTED -> checks.started();
            default -> checks.all();
        };
    }
}
