package com.acmecrm.integration.platform.web;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContentTypeHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/merge-patch+json",
                "application/json;",
                "application/json; charset=utf-8",
                "application/json;charset=\"utf-8\" ; v=\"a;\\\"b\"",
                "text/csv; header=present"
            })
    void mediaTypeShouldBeReadable(String type) {
        assertThat(ContentTypeHeader.readable(List.of(type))).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/*",
                "*/json",
                "nonsense",
                "/",
                "application/",
                "application/json/x",
                "application/json; charset",
                "application/json;charset=\"",
                "application/json, text/plain",
                ";"
            })
    void anythingElseShouldBeUnsupported(String type) {
        assertThat(ContentTypeHeader.readable(List.of(type))).isEqualTo(ContentTypeHeader.UNSUPPORTED);
    }

    @Test
    void twoHeadersShouldBeUnsupported() {
        assertThat(ContentTypeHeader.readable(List.of("application/json", "application/json")))
                .isEqualTo(ContentTypeHeader.UNSUPPORTED);
    }
}
