package com.acmecrm.payara;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "a:80", "a:", "a:65535", "127.0.0.1:3000", "[::1]", "[::ffff:1.2.3.4]:443", "a_b"})
    void hostAndPortShouldBeTaken(String value) {
        assertThat(HostHeader.isValid(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "a b",
                "a:x",
                "a:65536",
                "a:999999",
                "[::1",
                "::1",
                "a/b",
                "a@b",
                "a:80:90",
                "\u00E9",
                "a\0"
            })
    void anythingElseShouldBeRefused(String value) {
        assertThat(HostHeader.isValid(value)).isFalse();
    }

    @Test
    void longHostShouldBeRead() {
        assertThat(HostHeader.isValid("a.".repeat(30_000))).isTrue();
    }
}
