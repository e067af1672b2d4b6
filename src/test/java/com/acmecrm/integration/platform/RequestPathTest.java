package com.acmecrm.integration.platform;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/contacts",
                "/api/contacts/c98eaa00-b3ff-4388-82bc-f6216f37645b",
                "/api/contacts/by-source/erp/a.b_c@d+e=f~g-h",
                "/api/contacts/by-source/erp/a..b",
                "/.well-known/jwks.json",
                "/webjars/lit-html/3.3.2/lit-html.js"
            })
    void ordinaryAddressShouldPass(String uri) {
        assertThat(RequestPath.isOrdinary(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/;x/WEB-INF/web.xml",
                "/web-inf/web.xml",
                "/META-INF",
                "//api/contacts",
                "/api/../x",
                "/api/..",
                "/api/./x",
                "/api/%2E%2e/x",
                "/api/contacts;x",
                "/api%2fcontacts",
                "/api\\contacts",
                "/a%00",
                "/api/contacts/",
                "/problems/",
                "/a\tb"
            })
    void unusualAddressShouldNot(String uri) {
        assertThat(RequestPath.isOrdinary(uri)).isFalse();
    }
}
