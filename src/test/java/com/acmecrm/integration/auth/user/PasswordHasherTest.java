package com.acmecrm.integration.auth.user;

import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordHasherTest {

    private final PasswordHasher hasher = hasher(64, 1);

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

    @Test
    void hashOfAnotherCostShouldMatchAndBeOutdated() {
        String hash = hasher(128, 1).hash("correct horse");

        assertThat(hasher.matches("correct horse", Optional.of(hash))).isTrue();
        assertThat(hasher.isOutdated(hash)).isTrue();
        assertThat(hasher.isOutdated(hasher.hash("correct horse"))).isFalse();
    }

    private static PasswordHasher hasher(int memoryKib, int passes) {
        PasswordHasher hasher = new PasswordHasher();
        hasher.memoryKib = memoryKib;
        hasher.passes = passes;
        hasher.prepare();
        return hasher;
    }
}
