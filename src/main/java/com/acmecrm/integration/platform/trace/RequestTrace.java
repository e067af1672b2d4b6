package com.acmecrm.integration.platform.trace;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The trace that a request belongs to. */
public final class RequestTrace {

    private static final String ATTRIBUTE = RequestTrace.class.getName();

    private RequestTrace() {}

    /** The caller's with a span of ours, or else one that begins here; the same for the whole request. */
    public static TraceContext of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof TraceContext known) {
            return known;
        }
        Optional<TraceContext> agents = TraceContext.ofAgent();
        TraceContext trace = offered(request)
                .map(caller -> ours(caller, agents))
                .or(() -> agents)
                .orElseGet(TraceContext::begin);
        request.setAttribute(ATTRIBUTE, trace);
        return trace;
    }

    /** The agent's span, unless it has not seen the header: for Payara's connector it begins a trace of its own. */
    private static TraceContext ours(TraceContext caller, Optional<TraceContext> agents) {
        return agents.filter(span -> span.traceId().equals(caller.traceId())).orElseGet(caller::next);
    }

    /** Two headers are as good as none. */
    private static Optional<TraceContext> offered(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(TraceContext.HEADER));
        return headers.size() == 1 ? TraceContext.parse(headers.get(0)) : Optional.empty();
    }
}
