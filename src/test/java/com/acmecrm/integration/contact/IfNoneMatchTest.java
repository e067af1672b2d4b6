package com.acmecrm.integration.contact;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IfNoneMatchTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "W/\"3\"", "*", " * ", "\"1\", W/\"3\"", "\"1\",\"3\""})
    void headerShouldMatchTheVersionThatItNames(String header) {
        assertThat(new IfNoneMatch(header).matches(3)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4\"", "w/\"3\"", "3", "", "\"33\"", "'3'", "\"*\"", "W/3", "W/W/\"3\""})
    void headerShouldMatchNothingElse(String header) {
        assertThat(new IfNoneMatch(header).matches(3)).isFalse();
    }

    @Test
    void absentHeaderShouldMatchNothing() {
        assertThat(IfNoneMatch.of(List.of()).matches(3)).isFalse();
    }

    @Test
    void linesShouldBeOneList() {
        assertThat(IfNoneMatch.of(List.of("\"1\"", "\"3\"")).matches(3)).isTrue();
    }
}
