package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.web.ReadOnlyServlet;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.ResourceBundle;

/** {@code /problems/<slug>}: what a problem's {@code type} leads to, for a person: cause and cure. */
@WebServlet("/problems/*")
public class ProblemTypeServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>%2$s</title>
              <link rel="stylesheet" href="/problem.css">
            </head>
            <body>
              <main>
                <p><code>%1$d</code> <code>/problems/%3$s</code></p>
                <h1>%2$s</h1>
                <h2>Cause</h2>
                <p>%4$s</p>
                <h2>Cure</h2>
                <p>%5$s</p>
              </main>
            </body>
            </html>
            """;

    @Override
    protected boolean isFound(HttpServletRequest request) {
        return find(request).isPresent();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(page(find(request).orElseThrow()));
    }

    private static Optional<ProblemType> find(HttpServletRequest request) {
        return Optional.ofNullable(request.getPathInfo())
                .map(path -> path.substring(1))
                .flatMap(ProblemType::find);
    }

    static String page(ProblemType type) {
        ResourceBundle texts = ResourceBundle.getBundle(ProblemTypeServlet.class.getPackageName() + ".pages");
        return PAGE.formatted(
                type.status(),
                type.title(),
                type.slug(),
                texts.getString(type.slug() + ".cause"),
                texts.getString(type.slug() + ".cure"));
    }
}
