package com.acmecrm.integration.auth;

import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordHasherTest {

    private final PasswordHasher hasher = new PasswordHasher();

    @Test
    void hashShouldMatchItsPasswordOnly() {
        String hash = hasher.hash("correct horse");

        assertThat(hash).startsWith("$argon2id$").doesNotContain("correct horse");
        assertThat(hasher.matches("correct horse", Optional.of(hash))).isTrue();
        assertThat(hasher.matches("wrong horse", Optional.of(hash))).isFalse();
    }

    @Test
    void samePasswordShouldHashDifferentlyEachTime() {
        assertThat(hasher.hash("correct horse")).isNotEqualTo(hasher.hash("correct horse"));
    }

    @Test
    void nothingShouldMatchAUserThatDoesNotExist() {
        assertThat(hasher.matches("the password of a user that does not exist", Optional.empty()))
                .isFalse();
    }
}
