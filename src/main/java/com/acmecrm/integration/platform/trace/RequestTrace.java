package com.acmecrm.integration.platform.trace;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The trace that a request belongs to. */
public final class RequestTrace {

    private static final String ATTRIBUTE = RequestTrace.class.getName();

    private RequestTrace() {}

    /** The agent's, else the caller's with a span of ours, else one that begins here; the same for the whole request. */
    public static TraceContext of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof TraceContext known) {
            return known;
        }
        TraceContext trace = TraceContext.ofAgent()
                .or(() -> offered(request).map(TraceContext::next))
                .orElseGet(TraceContext::begin);
        request.setAttribute(ATTRIBUTE, trace);
        return trace;
    }

    /** Two headers are as good as none. */
    private static Optional<TraceContext> offered(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(TraceContext.HEADER));
        return headers.size() == 1 ? TraceContext.parse(headers.get(0)) : Optional.empty();
    }
}
