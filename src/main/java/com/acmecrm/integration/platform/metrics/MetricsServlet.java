package com.acmecrm.integration.platform.metrics;

import com.acmecrm.integration.platform.web.ReadOnlyServlet;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /metrics} in Prometheus' text format (0.0.4), without a token, for those whom {@link MetricsAccess} lets in. */
@WebServlet({"/metrics", "/metrics/*"})
public class MetricsServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    @Inject
    transient MetricsAccess access;

    @Inject
    transient MeterRegistryProducer meters;

    @Inject
    transient Event<MetricsScrape> scrapes;

    /** {@code /*} is taken from Payara, which would answer there with a 403 of its own. */
    @Override
    protected boolean isFound(HttpServletRequest request) {
        return request.getPathInfo() == null;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!access.allows(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        scrapes.fire(new MetricsScrape());
        byte[] body = meters.scrape().getBytes(StandardCharsets.UTF_8);
        response.setContentType(TEXT_FORMAT);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
