package com.acmecrm.integration.openapi;

import com.acmecrm.integration.platform.web.ReadOnlyServlet;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /openapi}, for whoever asks: JSON, or YAML for {@code ?format=yaml} and where {@code Accept} names only that.
 * Ours and not the servers', which would add to it what they find in the classes.
 */
@WebServlet({"/openapi", "/openapi/*"})
public class OpenApiServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;
    private static final String YAML = "yaml";
    private static final String JSON = "json";

    /** A client that looks at each start sees a new version soon. */
    private static final int FRESH_SECONDS = 300;

    @Inject
    transient OpenApiDocument document;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() != null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND); // Payara would answer with its own 403
            return;
        }
        switch (format(request)) {
            case JSON -> answer(response, "application/json", document.json());
            case YAML -> answer(response, "application/yaml", document.yaml());
            default -> response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static String format(HttpServletRequest request) {
        String format = request.getParameter("format");
        if (format != null) {
            return format;
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains(YAML) && !accept.contains(JSON) ? YAML : JSON;
    }

    private static void answer(HttpServletResponse response, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setHeader("Cache-Control", "public, max-age=" + FRESH_SECONDS);
        response.addHeader("Vary", "Accept");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
