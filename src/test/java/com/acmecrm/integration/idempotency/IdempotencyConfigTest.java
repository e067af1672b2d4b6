package com.acmecrm.integration.idempotency;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdempotencyConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT24H", "P365D"})
    void retentionShouldBeTaken(String retention) {
        assertThatCode(() -> check(retention)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1H", "PT59S", "P366D"})
    void badRetentionShouldStopTheStart(String retention) {
        assertThatThrownBy(() -> check(retention)).hasMessageContaining("acmecrm.idempotency.retention");
    }

    private static void check(String retention) {
        IdempotencyConfig config = new IdempotencyConfig();
        config.retention = Duration.parse(retention);
        config.check(new Object());
    }
}
