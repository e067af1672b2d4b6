package com.acmecrm.integration.problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeTest {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void readShouldNeverBeInDoubt(String method) {
        assertThat(Outcome.of(true, method)).isEqualTo(Outcome.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void changeShouldBeUnknownWhereItsAnswerWasLost(String method) {
        assertThat(Outcome.of(true, method)).isEqualTo(Outcome.UNKNOWN);
        assertThat(Outcome.of(false, method)).isEqualTo(Outcome.NONE);
    }

    @Test
    void memberShouldBeAsTheDocumentNamesIt() {
        assertThat(Outcome.UNKNOWN.toMembers()).hasToString("{\"outcome\":\"unknown\"}");
        assertThat(ProblemException.unavailable("Busy.").members()).hasToString("{\"outcome\":\"none\"}");
    }
}
