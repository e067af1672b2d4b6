package com.acmecrm.integration.auth.user;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordRulesTest {

    private static final String USERNAME = "Jane.Smith@example.com";

    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xkcdhorse",
                "only lower case words",
                "        x       ",
                "пароль из слов",
                "😀😁😂🤣😃😄😅😆",
                "12 34 56 78 90 12",
                "smith at example dot com"
            })
    void passwordShouldBeTakenWhateverItIsComposedOf(String password) {
        assertThat(rules.fault(password, USERNAME)).isEmpty();
    }

    @Test
    void passwordOfAThousandCharactersShouldBeTaken() {
        assertThat(rules.fault("a b ".repeat(250), USERNAME)).isEmpty();
        assertThat(rules.fault("a b ".repeat(250) + "c", USERNAME)).hasValue("must have at most 1000 characters");
    }

    /** Seven, of two UTF-16 units each. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "😀😁😂🤣😃😄😅"})
    void shortPasswordShouldBeRefused(String password) {
        assertThat(rules.fault(password, USERNAME)).hasValue("must have at least 8 characters; 15 are better");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "Password1", "QWERTYUIOP", "iloveyou", "12345678", "admin123"})
    void commonPasswordShouldBeRefusedInAnyCase(String password) {
        assertThat(rules.fault(password, USERNAME)).hasValue("is one of the most common passwords");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JANE.smith-2025", "xx jane.smith@example.com", "my AcmeCRM password"})
    void contextShouldBeRefused(String password) {
        assertThat(rules.fault(password, USERNAME))
                .hasValue("must not contain the username or the name of the service");
    }

    @Test
    void shortNameShouldNotForbidEveryWordItIsIn() {
        assertThat(rules.fault("a plane to Boston", "ann@example.com")).isEmpty();
        assertThat(rules.fault("annals of the west", "ann")).isEmpty();
    }
}
