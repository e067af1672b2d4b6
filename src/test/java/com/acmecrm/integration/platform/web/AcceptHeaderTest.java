package com.acmecrm.integration.platform.web;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "*/*",
                "*",
                "application/*",
                "application/json",
                "APPLICATION/JSON",
                "application/json;charset=utf-16",
                "application/json; q=0.5",
                "application/json;v=\"a,b;c\";Q=1.000",
                "text/html, image/gif, *; q=.2, */*; q=.2",
                "text/html;q=0, application/json",
                "nonsense, application/json",
                "*/*;q=0, application/json"
            })
    void headerShouldAcceptJson(String header) {
        assertThat(AcceptHeader.of(List.of(header)).accepts("application/json")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/*",
                "application/problem+json",
                "application/json;q=0",
                "application/json;q=0.000, */*",
                "application/*;q=0, */*",
                "*/*;q=0",
                "application/json;q=abc",
                "application/json;q=2",
                "application/json;q=-1",
                "application/json;q=",
                "application/json;q=.",
                "nonsense",
                "/",
                "application/",
                ";",
                "*/json",
                "application/json/x"
            })
    void headerShouldNotAcceptJson(String header) {
        assertThat(AcceptHeader.of(List.of(header)).accepts("application/json")).isFalse();
    }

    @Test
    void severalLinesShouldBeOneList() {
        AcceptHeader accept = AcceptHeader.of(List.of("text/html", "application/json;q=0.3"));

        assertThat(accept.quality("application/json")).isEqualTo(0.3);
        assertThat(accept.quality("text/html")).isEqualTo(1);
        assertThat(AcceptHeader.of(List.of()).accepts("application/json")).isTrue();
    }
}
