package com.acmecrm.integration.ratelimit;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateVerdictTest {

    private static final RatePolicy API = new RatePolicy("api", 30, Duration.ofSeconds(60));

    @Test
    void lastAllowedCallShouldPassWithNothingLeft() {
        RateVerdict verdict = new RateVerdict(API, 30, Duration.ofMillis(40_001));

        assertThat(verdict.isExceeded()).isFalse();
        assertThat(verdict.policyHeader()).isEqualTo("\"api\";q=30;w=60");
        assertThat(verdict.limitHeader()).isEqualTo("\"api\";r=0;t=41");
    }

    @Test
    void nextCallShouldBeRefused() {
        RateVerdict verdict = new RateVerdict(API, 31, Duration.ofMillis(1));

        assertThat(verdict.isExceeded()).isTrue();
        assertThat(verdict.limitHeader()).isEqualTo("\"api\";r=0;t=1");
    }
}
