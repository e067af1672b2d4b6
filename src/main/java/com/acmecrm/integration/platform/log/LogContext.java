package com.acmecrm.integration.platform.log;

import com.acmecrm.integration.platform.trace.TraceContext;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.MDC;

/** What this thread works at, until it is closed: stands in each of its lines, and its spans belong to that trace. */
public final class LogContext implements AutoCloseable {

    private static final String REQUEST = "requestId";
    private static final String USER = "userId";
    private static final String EVENT = "eventId";
    private static final String TRACE = "traceId";
    private static final String SPAN = "spanId";

    private final Map<String, String> before = MDC.getCopyOfContextMap();
    private final Scope scope;

    private LogContext(Scope scope) {
        this.scope = scope;
    }

    /** Who asks is not known yet: see {@link #nameUser}. */
    public static LogContext ofRequest(String id, TraceContext trace) {
        // Its spans are there already, if there are any.
        LogContext context = new LogContext(Scope.noop());
        MDC.put(REQUEST, id);
        put(trace);
        return context;
    }

    public static LogContext ofEvent(UUID id, Optional<TraceContext> trace) {
        LogContext context = new LogContext(trace.map(TraceContext::activate).orElseGet(Scope::noop));
        MDC.put(EVENT, id.toString());
        trace.ifPresent(LogContext::put);
        return context;
    }

    /** Of the context that is open. */
    public static void nameUser(String id) {
        MDC.put(USER, id);
    }

    private static void put(TraceContext trace) {
        MDC.put(TRACE, trace.traceId());
        MDC.put(SPAN, trace.spanId());
    }

    @Override
    public void close() {
        scope.close();
        if (before == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(before);
        }
    }
}
