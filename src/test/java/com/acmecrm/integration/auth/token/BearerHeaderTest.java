package com.acmecrm.integration.auth.token;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BearerHeaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"bearer a.b.c", "BEARER a.b.c", "Bearer  a.b.c", "Bearer\ta.b.c", "bEARER   a.b.c  "})
    void everySpellingOfTheSchemeShouldBecomeOne(String header) {
        assertThat(BearerHeader.canonical(header)).hasValue("Bearer a.b.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "Bearer", "Bearer ", "bearer", "Bearera.b.c", "Bearer a b", "Basic a", ""})
    void anythingElseShouldStay(String header) {
        assertThat(BearerHeader.canonical(header)).isEmpty();
    }

    @Test
    void absentHeaderShouldStayAbsent() {
        assertThat(BearerHeader.canonical((String) null)).isEmpty();
    }
}
