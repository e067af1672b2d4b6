package com.acmecrm.integration.platform.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Something that can be read and nothing else: any method but GET and HEAD is a 405. */
public abstract class ReadOnlyServlet extends HttpServlet {

    /** As {@code Allow} lists them. */
    public static final String METHODS = "GET, HEAD";

    private static final long serialVersionUID = 1L;
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!isFound(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (READING.contains(request.getMethod())) {
            super.service(request, response);
            return;
        }
        MethodRefusal.send(request, response, METHODS); // by itself it would not know PATCH: 501
    }

    /** Whether there is anything at this address, if not all that lead here are addresses. */
    protected boolean isFound(HttpServletRequest request) {
        return true;
    }

    /**
     * Whether a body is to be sent. If not, the request has been answered by its preconditions, in the order of RFC 9110,
     * section 13.2.2: 412 or 304. Other headers must have been set before: a 304 has them, too.
     *
     * @param tag of what would be sent, quoted
     */
    protected static boolean isWanted(HttpServletRequest request, HttpServletResponse response, String tag)
            throws IOException {
        List<String> ifMatch = Collections.list(request.getHeaders("If-Match"));
        EntityTags required = EntityTags.of(ifMatch);
        if (!ifMatch.isEmpty() && !required.isAny() && !required.contains(tag)) {
            response.sendError(HttpServletResponse.SC_PRECONDITION_FAILED);
            return false;
        }
        response.setHeader("ETag", tag);
        EntityTags known = EntityTags.of(Collections.list(request.getHeaders("If-None-Match")));
        if (known.isAny() || known.containsWeakly(tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return false;
        }
        return true;
    }
}
