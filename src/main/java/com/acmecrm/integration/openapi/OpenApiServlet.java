package com.acmecrm.integration.openapi;

import com.acmecrm.integration.platform.Sha256;
import com.acmecrm.integration.platform.web.AcceptHeader;
import com.acmecrm.integration.platform.web.ReadOnlyServlet;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code GET /openapi}, without a token: JSON, or YAML for {@code ?format=yaml} and where {@code Accept} prefers it.
 * Ours and not the servers', which would add to it what they find in the classes.
 */
@WebServlet({"/openapi", "/openapi/*"})
public class OpenApiServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;
    private static final String YAML = "yaml";
    private static final String JSON = "json";
    private static final String YAML_TYPE = "application/yaml";
    /** The registered name, and those that are older or narrower. */
    private static final List<String> YAML_NAMES =
            List.of(YAML_TYPE, "text/yaml", "text/x-yaml", "application/vnd.oai.openapi+yaml");

    private static final String JSON_TYPE = "application/json";

    /** A client that looks at each start sees a new version soon. */
    private static final int FRESH_SECONDS = 300;

    @Inject
    transient OpenApiDocument document;

    /** {@code /*} is taken from Payara, which would answer there with a 403 of its own. */
    @Override
    protected boolean isFound(HttpServletRequest request) {
        return request.getPathInfo() == null;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (format(request)) {
            case JSON -> answer(request, response, JSON_TYPE, document.json());
            case YAML -> answer(request, response, YAML_TYPE, document.yaml());
            default -> response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static String format(HttpServletRequest request) {
        String format = request.getParameter("format");
        if (format != null) {
            return format;
        }
        AcceptHeader accept = AcceptHeader.of(request);
        boolean preferred = YAML_NAMES.stream().anyMatch(name -> accept.quality(name) > accept.quality(JSON_TYPE));
        return preferred ? YAML : JSON;
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "public, max-age=" + FRESH_SECONDS);
        response.addHeader("Vary", "Accept");
        if (isWanted(request, response, '"' + Sha256.hex(body) + '"')) {
            response.setContentType(type);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
