package com.acmecrm.payara;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/contacts/by-source/shop/a.b_c~d@e+f=g",
                "/a%2Fb",
                "/a%2fb%25",
                "/a%C3%A4",
                "/a\u00C3\u00A4",
                "/a;b=c",
                "/a..b/.c/d.",
                "//",
                "/.../a",
                "/...a",
                "/a|b",
                "*"
            })
    void usualPathShouldBeLeftAsItIs(String raw) {
        RequestPath path = new RequestPath(raw);

        assertThat(path.isMalformed()).isFalse();
        assertThat(path.isUnservable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/%, /%25",
        "/50%off, /50%25off",
        "/a%2, /a%252",
        "/a%2g, /a%252g",
        "/%%41, /%25%2541",
        "/%C3%A4%, /%25C3%25A4%25",
        "/%/.., /%25/%252E.",
        "/;%, /%253B%25",
        "/%FF, /%25FF",
        "/%C3, /%25C3",
        "/%ED%A0%80, /%25ED%25A0%2580",
        "/\u00FF, /%25FF",
        "nothing, /nothing",
        "'', /"
    })
    void malformedPathShouldBeQuoted(String raw, String quoted) {
        assertThat(new RequestPath(raw).isMalformed()).isTrue();
        assertThat(new RequestPath(raw).quoted()).isEqualTo(quoted);
    }

    @ParameterizedTest
    @CsvSource({
        "/a%00, /a%2500",
        "/a%0d%0A, /a%250d%250A",
        "/a%7F, /a%257F",
        "/a%5Cb, /a%255Cb",
        "/a\\b, /a%255Cb",
        "/., /%252E",
        "/.., /%252E.",
        "/..., /%252E..",
        "/a/%2e%2e%2e, /a/%252e%252e%252e",
        "/a/./b, /a/%252E/b",
        "/a/%2e%2E, /a/%252e%252E",
        "/a/.%2e/b, /a/%252E%252e/b"
    })
    void pathThatCannotBeServedShouldBeQuoted(String raw, String quoted) {
        RequestPath path = new RequestPath(raw);

        assertThat(path.isMalformed()).isFalse();
        assertThat(path.isUnservable()).isTrue();
        assertThat(path.quoted()).isEqualTo(quoted);
        assertThat(new RequestPath(quoted).isMalformed()).isFalse();
        assertThat(new RequestPath(quoted).isUnservable()).isFalse();
    }

    @Test
    void longPathShouldBeRead() {
        String raw = "/a%2F".repeat(10_000);

        assertThat(new RequestPath(raw).isUnservable()).isFalse();
        assertThat(new RequestPath(raw + "%").isMalformed()).isTrue();
        assertThat(new RequestPath(raw + "%").quoted()).endsWith("/a%252F%25");
    }
}
