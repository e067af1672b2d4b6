package com.acmecrm.integration.platform.config;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormTest {

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "64, true",
        "0, false",
        "65, false",
        "-1, false",
        "4.0, false",
        "four, false",
        "99999999999999999999, false"
    })
    void wholeNumberShouldBeInItsRange(String text, boolean good) {
        assertThat(Form.whole(1, 64).accepts().test(text)).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "PT1S, true",
        "PT30S, true",
        "PT0.9S, false",
        "PT30.1S, false",
        "-PT1S, false",
        "30, false",
        "P1M, false"
    })
    void durationShouldBeInItsRange(String text, boolean good) {
        Form form = Form.duration(Duration.ofSeconds(1), Duration.ofSeconds(30));

        assertThat(form.accepts().test(text)).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"a; true", "a, b; true", "a,,b; false", "a,; false", "a, c; false"})
    void everyMemberOfAListShouldBeGood(String text, boolean good) {
        assertThat(Form.listOf("a or b", member -> "ab".contains(member) && !member.isEmpty())
                        .accepts()
                        .test(text))
                .isEqualTo(good);
    }
}
