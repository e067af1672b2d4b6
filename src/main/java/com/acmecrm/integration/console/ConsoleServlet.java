package com.acmecrm.integration.console;

import com.acmecrm.integration.platform.metrics.RequestMetrics;
import com.acmecrm.integration.platform.web.ReadOnlyServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /}, which is looked at each time, and {@code /assets/<hash>/…}, which is kept for a year. A hash that is not this
 * node's belongs to a node of another version, which gave the page while nodes are restarted one after the other: it gets
 * the file as it is here, and nobody keeps that.
 */
@WebServlet(
        urlPatterns = {"", "/index.html", ConsoleServlet.ASSETS + "/*"},
        loadOnStartup = 1)
public class ConsoleServlet extends ReadOnlyServlet {

    static final String ASSETS = "/assets";

    private static final long serialVersionUID = 1L;
    private static final Pattern ASSET = Pattern.compile("/([0-9a-f]{16})/(.+)");
    private static final Pattern GZIP =
            Pattern.compile("(?i)(^|[,\\s])gzip\\s*(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))(;|,|$)");
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private transient ConsoleFiles files;

    @Override
    public void init() throws ServletException {
        try {
            files = ConsoleFiles.of(getServletContext());
        } catch (IOException unreadable) {
            throw new ServletException(unreadable);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getServletPath().equals(ASSETS)) {
            RequestMetrics.route(request, "/"); // the mapping's own pattern is empty
            answer(request, response, files.page(), "no-cache");
            return;
        }
        Matcher asset = ASSET.matcher(Optional.ofNullable(request.getPathInfo()).orElse(""));
        Optional<ConsoleFile> file = asset.matches() ? files.find(asset.group(2)) : Optional.empty();
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        answer(request, response, file.get(), asset.group(1).equals(files.hash()) ? FOREVER : "no-store");
    }

    private static void answer(
            HttpServletRequest request, HttpServletResponse response, ConsoleFile file, String caching)
            throws IOException {
        boolean compressed = acceptsGzip(request);
        // Weak: both forms have it.
        String tag = "W/\"" + file.hash() + '"';
        response.setHeader("Cache-Control", caching);
        response.addHeader("Vary", "Accept-Encoding");
        if (!isWanted(request, response, tag)) {
            return;
        }
        response.setContentType(file.type());
        if (compressed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        byte[] body = compressed ? file.compressed() : file.content();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static boolean acceptsGzip(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null && GZIP.matcher(accepted).find();
    }
}
