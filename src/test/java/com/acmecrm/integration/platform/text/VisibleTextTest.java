package com.acmecrm.integration.platform.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class VisibleTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\r\n",
                "\u0085",
                "\u00a0",
                "\u00ad",
                "\u034f",
                "\u061c",
                "\u115f\u1160\u3164\uffa0",
                "\u1680\u180e",
                "\u2000\u2003\u200a",
                "\u200b\u200c\u200d\u200e\u200f",
                "\u2028\u2029\u202e\u202f\u205f\u2060\u2066",
                "\u2800",
                "\u3000",
                "\ufe0f\ufeff\ufffe",
                "\udb40\udc20\udb40\udd00"
            })
    void textThatShowsNothingShouldBeInvisible(String text) {
        assertThat(VisibleText.isVisible(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".", " \u3000x\u200b", "李", "𠮷", "👍", "❤\ufe0f", "👩\u200d👧", "\u0301", "\ufffd"})
    void textWithOneCharacterThatShowsShouldBeVisible(String text) {
        assertThat(VisibleText.isVisible(text)).isTrue();
    }
}
