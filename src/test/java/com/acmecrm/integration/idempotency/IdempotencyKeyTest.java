package com.acmecrm.integration.idempotency;

import com.acmecrm.integration.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdempotencyKeyTest {

    private static final String LONGEST = "k".repeat(255);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"a,a", "\"a\",a", " a ,a", "\"\"a\"\",\"a\"", "\",\"", "~!,~!", "a\"b\"c,a\"b\"c"})
    void quotesAroundTheKeyShouldNotBelongToIt(String header, String key) {
        assertThat(IdempotencyKey.of(List.of(header))).contains(new IdempotencyKey(key));
    }

    @Test
    void quotesShouldNotCount() {
        assertThat(IdempotencyKey.of(List.of("\"" + LONGEST + "\""))).contains(new IdempotencyKey(LONGEST));
    }

    @Test
    void absentHeaderShouldBeNoKey() {
        assertThat(IdempotencyKey.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "a b", "a\tb", "ä", "a\u007f", "\"a b\""})
    void whatIsNotVisibleAsciiShouldBeRefused(String header) {
        assertThatThrownBy(() -> IdempotencyKey.of(List.of(header))).isInstanceOf(ProblemException.class);
    }

    @Test
    void tooLongKeyShouldBeRefused() {
        assertThatThrownBy(() -> IdempotencyKey.of(List.of(LONGEST + "k"))).isInstanceOf(ProblemException.class);
    }

    @Test
    void twoKeysShouldBeRefused() {
        assertThatThrownBy(() -> IdempotencyKey.of(List.of("a", "a"))).isInstanceOf(ProblemException.class);
    }
}
