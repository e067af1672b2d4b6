package com.acmecrm.integration.auth.token;

import com.acmecrm.integration.platform.TokenRecords.Token;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NotBeforeTest {

    @ParameterizedTest
    @CsvSource({
        "1747708393.761,      1747708393760, false",
        "1747708393.761,      1747708393761, false",
        "1747708393.761,      1747708393762, true",
        "1747708393.761;this, 1747708393761, true",
        "1747708393.761;that, 1747708393761, false",
        "1747708393,          1747708393999, false",
        "1747708393,          1747708394000, true",
        "9999999999.999,      1747708394000, false",
        "2025-05-20T02:33:13Z,          1747708393999, false",
        "2025-05-20T02:33:13Z,          1747708394000, true",
        "2025-05-20T04:33:13.761+02:00, 1747708393761, false",
        "2025-05-20T04:33:13.761+02:00, 1747708393762, true"
    })
    void tokenShouldBeAllowedWhenItWasIssuedLaterOrIsSpared(String text, long stamp, boolean allowed) {
        assertThat(NotBefore.parse(text).orElseThrow().allows(new Token("this", "1", stamp)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "never", "1e999999999", "-1", "2025-05-20", "1747708393.", "99999999999999999999"})
    void textThatIsNoMomentShouldNotBeUnderstood(String text) {
        assertThat(NotBefore.parse(text)).isEmpty();
    }
}
