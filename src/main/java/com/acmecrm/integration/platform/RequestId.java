package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.web.MalformedRequest;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id under which one request appears in its answer, in the log and in a problem. */
public final class RequestId {

    /** The header that carries it, both ways. */
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private RequestId() {}

    /** The caller's own id where it is 1–128 of {@code [A-Za-z0-9._-]}, else a new one; the same for the whole request. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String offered = request.getHeader(HEADER);
        String id = offered != null && ACCEPTED.matcher(offered).matches()
                ? offered
                : UUID.randomUUID().toString();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /** The address that was asked for, also when the server has forwarded to an error page since. */
    public static String path(HttpServletRequest request) {
        Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return MalformedRequest.original(asked == null ? request.getRequestURI() : asked.toString());
    }
}
