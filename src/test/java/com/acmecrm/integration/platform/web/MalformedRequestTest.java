package com.acmecrm.integration.platform.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MalformedRequestTest {

    @ParameterizedTest
    @CsvSource({
        "/malformed-address/50%25off, ADDRESS, /50%25off",
        "/malformed-address/50%off, ADDRESS, /50%25off",
        "/malformed-query/a, QUERY, /a",
        "/malformed-host/a%20b, HOST, /a%20b",
        "/malformed-header/, HEADER, /"
    })
    void prefixShouldSayWhatIsMalformed(String uri, MalformedRequest part, String original) {
        assertThat(MalformedRequest.of(uri)).hasValue(part);
        assertThat(MalformedRequest.original(uri)).isEqualTo(original);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "*", "/api/contacts/50%25off", "/malformed-address", "/malformed-addresses/a"})
    void otherAddressShouldBeItsOwn(String uri) {
        assertThat(MalformedRequest.of(uri)).isEmpty();
        assertThat(MalformedRequest.original(uri)).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%FF", "/a%C3", "/%c3%28", "/%ED%A0%80", "/%C0%80", "/a\u00FF", "/\u00C3%41"})
    void addressShouldBeUtf8(String uri) {
        assertThat(MalformedRequest.of(uri)).hasValue(MalformedRequest.ADDRESS);
        assertThat(MalformedRequest.original(uri)).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%C3%A4", "/\u00C3\u00A4", "/\u00C3%A4", "/%F0%9F%91%8D", "/%41%7F%00"})
    void anyUtf8ShouldBeAnAddress(String uri) {
        assertThat(MalformedRequest.of(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/a|b, /a%7Cb", "/{id}, /%7Bid%7D", "/a[0], /a%5B0%5D", "/<\">, /%3C%22%3E", "/^`%41, /%5E%60%41"})
    void excludedCharactersShouldBeRefused(String uri, String original) {
        assertThat(MalformedRequest.of(uri)).hasValue(MalformedRequest.ADDRESS);
        assertThat(MalformedRequest.original(uri)).isEqualTo(original);
    }

    @Test
    void unservedFolderShouldBeItsOwn() {
        assertThat(MalformedRequest.of("/unserved/WEB-INF")).isEmpty();
        assertThat(MalformedRequest.original("/unserved/WEB-INF")).isEqualTo("/WEB-INF");
    }

    @Test
    void onlyOnePrefixShouldBeDropped() {
        assertThat(MalformedRequest.original("/malformed-host/malformed-host/a"))
                .isEqualTo("/malformed-host/a");
    }
}
