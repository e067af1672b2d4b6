package com.acmecrm.integration.contact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IfMatchTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "*", " * ", "\"1\", \"3\"", "\"1\",\"3\""})
    void headerShouldAllowTheVersionThatItNames(String header) {
        assertThat(new IfMatch(header).allows(3)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4\"", "W/\"3\"", "3", "", "\"33\"", "'3'"})
    void headerShouldRefuseEverythingElse(String header) {
        assertThat(new IfMatch(header).allows(3)).isFalse();
    }

    @Test
    void absentHeaderShouldAllowAnything() {
        assertThat(IfMatch.NONE.allows(3)).isTrue();
        assertThat(IfMatch.NONE.isPresent()).isFalse();
    }
}
