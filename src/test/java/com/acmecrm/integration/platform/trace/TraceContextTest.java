package com.acmecrm.integration.platform.trace;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TraceContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @ParameterizedTest
    @CsvSource({
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00, false",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, true",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-02, false",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff, true",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, true",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes-later, true"
    })
    void headerShouldBeRead(String header, boolean sampled) {
        assertThat(TraceContext.parse(header)).contains(new TraceContext(TRACE, SPAN, sampled));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void headerThatIsNoneShouldBeIgnored(String header) {
        assertThat(TraceContext.parse(header)).isEmpty();
    }

    @Test
    void nextShouldBeAnotherSpanOfTheSameTrace() {
        TraceContext next = new TraceContext(TRACE, SPAN, true).next();

        assertThat(next.traceId()).isEqualTo(TRACE);
        assertThat(next.spanId()).isNotEqualTo(SPAN);
        assertThat(next.sampled()).isTrue();
        assertThat(TraceContext.parse(next.header())).contains(next);
    }

    @Test
    void beginShouldMakeTracesThatAreRead() {
        assertThat(IntStream.range(0, 1_000).mapToObj(each -> TraceContext.begin()))
                .doesNotHaveDuplicates()
                .allMatch(trace -> TraceContext.parse(trace.header()).equals(Optional.of(trace)));
    }

    @Test
    void nothingShouldBeTakenFromAnAgentThatIsNotThere() {
        assertThat(TraceContext.ofAgent()).isEmpty();
    }

    @Test
    void agentShouldSeeTheActiveTraceAndNothingAfterwards() {
        TraceContext trace = new TraceContext(TRACE, SPAN, true);

        try (var scope = trace.activate()) {
            assertThat(TraceContext.ofAgent()).contains(trace);
        }
        assertThat(TraceContext.ofAgent()).isEmpty();
    }
}
