package com.acmecrm.integration.event.consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorTextTest {

    /** Half of a pair is no character: nothing that reads UTF-8 takes it. */
    @Test
    void longTextShouldNotBeCutInsideACharacter() {
        String text = ErrorText.of(new IllegalStateException("𠮷".repeat(2_000)));

        assertThat(text.codePoints())
                .hasSize(1_000)
                .noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }
}
