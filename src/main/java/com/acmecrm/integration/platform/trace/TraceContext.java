package com.acmecrm.integration.platform.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a trace (W3C Trace Context, level 1).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 of them: whose work it is
 * @param sampled whether whoever began it may have recorded it
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {

    /** The header that carries it, on HTTP and on Kafka. */
    public static final String HEADER = "traceparent";

    /** A later version may have more at its end, behind a dash. */
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final String FIRST_VERSION = "00";
    private static final String NO_VERSION = "ff";
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);
    private static final int SAMPLED = 1;

    /** What a header says; empty where the standard says that it must be ignored. */
    public static Optional<TraceContext> parse(String header) {
        Matcher found = FORM.matcher(header);
        if (!found.matches()
                || found.group(2).equals(NO_TRACE)
                || found.group(3).equals(NO_SPAN)) {
            return Optional.empty();
        }
        String version = found.group(1);
        if (version.equals(NO_VERSION) || version.equals(FIRST_VERSION) && found.group(5) != null) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(found.group(4), 16) & SAMPLED) != 0;
        return Optional.of(new TraceContext(found.group(2), found.group(3), sampled));
    }

    /** The first of a trace; not sampled, because nothing is recorded here. */
    public static TraceContext begin() {
        return new TraceContext(digits() + digits(), digits(), false);
    }

    /** What the OpenTelemetry agent has begun on this thread; empty where there is none. */
    static Optional<TraceContext> ofAgent() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? Optional.of(new TraceContext(span.getTraceId(), span.getSpanId(), span.isSampled()))
                : Optional.empty();
    }

    /** Our part of it. */
    TraceContext next() {
        return new TraceContext(traceId, digits(), sampled);
    }

    public String header() {
        return "%s-%s-%s-0%d".formatted(FIRST_VERSION, traceId, spanId, sampled ? SAMPLED : 0);
    }

    /** Makes it the parent of the agent's spans on this thread; nothing happens where there is no agent. */
    public Scope activate() {
        SpanContext parent = SpanContext.createFromRemoteParent(
                traceId, spanId, sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(), TraceState.getDefault());
        return Context.root().with(Span.wrap(parent)).makeCurrent();
    }

    /** 16 of them, not all zero. */
    private static String digits() {
        long number = ThreadLocalRandom.current().nextLong();
        return "%016x".formatted(number == 0 ? 1 : number);
    }
}
