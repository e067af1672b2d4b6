package com.acmecrm.integration.platform;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonIntegersTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0, 1",
        "2e0, 2",
        "2E+0, 2",
        "20e-1, 2",
        "0.3e1, 3",
        "-4.00, -4",
        "1e17, 100000000000000000",
        "0.000, 0",
        "-0, 0",
        "0e300, 0",
        "999999999999999999, 999999999999999999"
    })
    void integerShouldBeReadInWhateverNotation(String written, long integer) {
        assertThat(read(written)).hasValue(integer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.5", "1e-1", "1e18", "1e300", "1000000000000000000", "\"1\"", "true", "null", "[1]", "{}"})
    void anythingElseShouldBeNone(String written) {
        assertThat(read(written)).isEmpty();
    }

    private static OptionalLong read(String value) {
        return JsonIntegers.of(StrictJson.read("{\"n\":%s}".formatted(value).getBytes(StandardCharsets.UTF_8))
                .get("n"));
    }
}
