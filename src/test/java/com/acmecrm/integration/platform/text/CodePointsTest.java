package com.acmecrm.integration.platform.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CodePointsTest {

    private static final String KANJI = "𠮷";

    @Test
    void charactersBeyondTheBasicPlaneShouldCountOnce() {
        assertThat(CodePoints.count("")).isZero();
        assertThat(CodePoints.count("a" + KANJI + "b")).isEqualTo(3);
    }

    @Test
    void textShouldBeMeasuredInCodePoints() {
        assertThat(CodePoints.isAtMost(51, KANJI.repeat(51))).isTrue();
        assertThat(CodePoints.isAtMost(50, KANJI.repeat(51))).isFalse();
        assertThat(CodePoints.isAtMost(50, "x".repeat(51))).isFalse();
        assertThat(CodePoints.isAtMost(50, "x".repeat(1_000_000))).isFalse();
        assertThat(CodePoints.isAtMost(Integer.MAX_VALUE, KANJI)).isTrue();
    }

    @Test
    void textShouldNeverBeCutInsideACharacter() {
        assertThat(CodePoints.first(2, "a" + KANJI + KANJI)).isEqualTo("a" + KANJI);
        assertThat(CodePoints.first(3, "a" + KANJI + KANJI)).isEqualTo("a" + KANJI + KANJI);
        assertThat(CodePoints.first(1, "abc")).isEqualTo("a");
    }
}
