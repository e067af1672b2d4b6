package com.acmecrm.integration.contact.format;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DriftCheckTest {

    @ParameterizedTest
    @CsvSource({"PT1S, PT1S", "PT1H, PT2M", "P30D, PT4M"})
    void settingsShouldBeTakenWithinTheirBounds(Duration interval, Duration timeout) {
        assertThatCode(() -> check(interval, timeout)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.9S, PT2M, acmecrm.drift.interval",
        "P31D, PT2M, acmecrm.drift.interval",
        "-PT1H, PT2M, acmecrm.drift.interval",
        "PT1H, PT0S, acmecrm.drift.timeout",
        "PT1H, PT5M, acmecrm.drift.timeout"
    })
    void startShouldFailWhenASettingIsOutOfBounds(Duration interval, Duration timeout, String key) {
        assertThatThrownBy(() -> check(interval, timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
    }

    private static void check(Duration interval, Duration timeout) {
        DriftCheck check = new DriftCheck();
        check.interval = interval;
        check.timeout = timeout;
        check.check(new Object());
    }
}
