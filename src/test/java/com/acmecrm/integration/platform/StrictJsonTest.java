package com.acmecrm.integration.platform;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StrictJsonTest {

    /** BigDecimal throws at exponents beyond an int, and would take a minute to write others out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e2147483648",
                "1e-2147483649",
                "-1e2147483648",
                "-1e-2147483649",
                "0e2147483648",
                "0e99999999999",
                "-0e-99999999999",
                "0.0e2147483647",
                "1E+9223372036854775808",
                "1e99999999999999999999999999",
                "1e2147483647",
                "1e-2147483648",
                "0e2147483647",
                "1e400",
                "1e-400"
            })
    void absurdNumberShouldBeRefusedWithItsPlace(String number) {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> StrictJson.read(utf8("{\"a\":{\"n\":%s}}".formatted(number))))
                .satisfies(refused -> {
                    assertThat(refused.pointer()).hasValue("/a/n");
                    assertThat(refused.detail()).isEqualTo("has too many digits");
                });
    }

    @Test
    void byteOrderMarkShouldBeSkipped() {
        assertThat(StrictJson.read(utf8("\uFEFF{\"a\":\"\uFEFFä\"}")).getString("a"))
                .isEqualTo("\uFEFFä");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\uFEFF\uFEFF{}", "{}\uFEFF", " \uFEFF{}", ""})
    void anyOtherByteOrderMarkShouldBeRefused(String body) {
        assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> StrictJson.read(utf8(body)));
    }

    @Test
    void malformedUtf8ShouldBeRefusedWhereverItStands() {
        for (String body :
                new String[] {"{\"a\":\"?\"}", "{\"?\":1}", "{}?", "?{}", "{\"a\":1}" + " ".repeat(9_000) + "?"}) {
            for (int malformed : new int[] {0x80, 0xC3, 0xED, 0xFF}) {
                byte[] bytes = utf8(body);
                bytes[body.indexOf('?')] = (byte) malformed;

                assertThatExceptionOfType(UnreadableBodyException.class)
                        .as("%s with %x", body.strip(), malformed)
                        .isThrownBy(() -> StrictJson.read(bytes))
                        .withMessage("The body is not UTF-8.");
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
