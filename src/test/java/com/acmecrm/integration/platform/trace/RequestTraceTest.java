package com.acmecrm.integration.platform.trace;

import com.acmecrm.integration.platform.RequestDouble;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestTraceTest {

    private static final TraceContext CALLER =
            new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);

    @Test
    void callersTraceShouldGetASpanOfOurs() {
        TraceContext trace = of(CALLER.header());

        assertThat(trace.traceId()).isEqualTo(CALLER.traceId());
        assertThat(trace.spanId()).isNotEqualTo(CALLER.spanId());
        assertThat(trace.sampled()).isTrue();
    }

    @Test
    void agentsSpanShouldBeOursWhereItBelongsToTheCallersTrace() {
        TraceContext span = CALLER.next();

        try (var scope = span.activate()) {
            assertThat(of(CALLER.header())).isEqualTo(span);
        }
    }

    @Test
    void callersTraceShouldCountMoreThanOneThatTheAgentHasBegun() {
        try (var scope = TraceContext.begin().activate()) {
            assertThat(of(CALLER.header()).traceId()).isEqualTo(CALLER.traceId());
        }
    }

    @Test
    void agentsTraceShouldBeTakenWhereTheCallerHasNone() {
        TraceContext span = TraceContext.begin();

        try (var scope = span.activate()) {
            assertThat(of()).isEqualTo(span);
            assertThat(of("nonsense")).isEqualTo(span);
        }
    }

    @Test
    void traceShouldBeginWhereNobodyHasOne() {
        assertThat(of().traceId()).isNotEqualTo(of().traceId());
        assertThat(of(CALLER.header(), CALLER.header()).traceId())
                .as("two headers are as good as none")
                .isNotEqualTo(CALLER.traceId());
    }

    private static TraceContext of(String... headers) {
        return RequestTrace.of(RequestDouble.of("192.0.2.1", Map.of(TraceContext.HEADER, List.of(headers))));
    }
}
