package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.Sha256;
import com.acmecrm.integration.platform.web.ReadOnlyServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** {@code /problem.css}: the style of the problems' pages. */
@WebServlet(urlPatterns = ProblemStyleServlet.PATH)
public class ProblemStyleServlet extends ReadOnlyServlet {

    static final String PATH = "/problem.css";

    private static final long serialVersionUID = 1L;

    private transient byte[] style;
    private String tag;

    @Override
    public void init() throws ServletException {
        try (InputStream file = getServletContext().getResourceAsStream(PATH)) {
            style = file.readAllBytes();
        } catch (IOException unreadable) {
            throw new ServletException(unreadable);
        }
        tag = '"' + Sha256.hex(style) + '"';
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        if (isWanted(request, response, tag)) {
            response.setContentType("text/css");
            response.setContentLength(style.length);
            response.getOutputStream().write(style);
        }
    }
}
