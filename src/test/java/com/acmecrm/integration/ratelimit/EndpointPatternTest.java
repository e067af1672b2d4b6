package com.acmecrm.integration.ratelimit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointPatternTest {

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "GET /api/contacts, GET /api/contacts, true",
        "GET /api/contacts, POST /api/contacts, false",
        "GET /api/contacts, GET /api/contacts/{id}, false",
        "GET /api/contact, GET /api/contacts, false",
        "GET /api/contacts/{id}, GET /api/contacts/{id}, true",
        "GET /api/contacts/*, GET /api/contacts/{id}, true",
        "GET /api/contacts/*, GET /api/contacts, false",
        "GET /api/contacts/*, GET /api/contacts/{id}/formats, false",
        "GET /api/contacts/*/formats, GET /api/contacts/{id}/formats, true",
        "GET /api/contacts/**, GET /api/contacts, true",
        "GET /api/contacts/**, GET /api/contacts/{id}/formats, true",
        "GET /api/contacts/**, GET /api/contactsx, false",
        "* /api/contacts, DELETE /api/contacts, true",
        "*  /api/contacts/by-source/*/*, PUT /api/contacts/by-source/{source}/{sourceId}, true",
        "* /api/**, POST /api/auth/login, true",
        "GET /api/a.c, GET /api/abc, false"
    })
    void patternShouldMatchWholeEndpoints(String pattern, String endpoint, boolean matches) {
        String[] parts = endpoint.split(" ");

        assertThat(EndpointPattern.parse(pattern).orElseThrow().matches(new Endpoint(parts[0], parts[1])))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/api/contacts",
                "GET",
                "get /api/contacts",
                "GET contacts",
                "GET /contacts",
                "GET /apiary",
                "GET /api/contacts/",
                "GET /api//contacts",
                "GET /api/con*",
                "GET /api/**/formats",
                "GET /api/contacts?q=a",
                "GET /api/\\Econtacts",
                "GET /api/contacts /api/events"
            })
    void whatIsNoPatternShouldNotBeRead(String text) {
        assertThat(EndpointPattern.parse(text)).isEmpty();
    }
}
