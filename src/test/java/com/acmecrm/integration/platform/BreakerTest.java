package com.acmecrm.integration.platform;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BreakerTest {

    private static final long PROBE = Duration.ofMillis(250).toNanos();

    private final Breaker breaker = new Breaker();

    @Test
    void singleFailuresShouldKeepNobodyOut() {
        breaker.failed(0);
        breaker.failed(1);

        assertThat(breaker.admits(2)).isTrue();
    }

    @Test
    void oneCallAtATimeShouldProbeAfterSeveralFailures() {
        failSeveralTimes();

        assertThat(breaker.admits(PROBE - 1)).isFalse();
        assertThat(breaker.admits(PROBE)).as("the probe").isTrue();
        assertThat(breaker.admits(PROBE)).as("beside the probe").isFalse();
        assertThat(breaker.admits(2 * PROBE)).as("the next probe").isTrue();
    }

    @Test
    void successShouldLetEveryoneInAgain() {
        failSeveralTimes();
        breaker.succeeded();

        assertThat(breaker.admits(1)).isTrue();
        assertThat(breaker.admits(1)).isTrue();
    }

    private void failSeveralTimes() {
        for (int failure = 0; failure < 3; failure++) {
            breaker.failed(0);
        }
    }
}
