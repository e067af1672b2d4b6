package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.ratelimit.RatePolicy.Mode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateVerdictTest {

    private static final RatePolicy API = policy(Mode.ENFORCE);

    @Test
    void lastAllowedCallShouldPassWithNothingLeft() {
        RateVerdict verdict = new RateVerdict(API, 30, 30, Duration.ofMillis(40_001));

        assertThat(verdict.isExceeded()).isFalse();
        assertThat(verdict.isRefused()).isFalse();
        assertThat(verdict.policyHeader()).isEqualTo("\"api\";q=30;w=60");
        assertThat(verdict.limitHeader()).isEqualTo("\"api\";r=0;t=41");
    }

    @Test
    void nextCallShouldBeRefused() {
        RateVerdict verdict = new RateVerdict(API, 30, 31, Duration.ofMillis(1));

        assertThat(verdict.isRefused()).isTrue();
        assertThat(verdict.limitHeader()).isEqualTo("\"api\";r=0;t=1");
    }

    @Test
    void shadowShouldRefuseNobody() {
        RateVerdict verdict = new RateVerdict(policy(Mode.SHADOW), 30, 31, Duration.ofMillis(1));

        assertThat(verdict.isExceeded()).isTrue();
        assertThat(verdict.isRefused()).isFalse();
    }

    @Test
    void limitShouldBeTheHighestOfTheCallersRoles() {
        RateCount count = new RateCount(API, 31, Duration.ofSeconds(1));

        assertThat(count.verdict(Set.of()).limit()).isEqualTo(30);
        assertThat(count.verdict(Set.of("editor")).limit()).isEqualTo(30);
        assertThat(count.verdict(Set.of("viewer")).limit()).isEqualTo(5);
        assertThat(count.verdict(Set.of("viewer", "admin")).limit()).isEqualTo(300);
        assertThat(count.verdict(Set.of("admin")).policyHeader()).isEqualTo("\"api\";q=300;w=60");
        assertThat(count.verdict(Set.of("admin")).isRefused()).isFalse();
    }

    private static RatePolicy policy(Mode mode) {
        return new RatePolicy("api", 30, Duration.ofSeconds(60), Map.of("admin", 300, "viewer", 5), mode);
    }
}
