package com.acmecrm.integration.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RedisAuthoritiesTest {

    @Test
    void fileThatIsMissingOrHoldsNoCertificateShouldBeToldWithItsKey(@TempDir Path folder) throws Exception {
        assertRefused(folder.resolve("missing.pem").toString());
        assertRefused(Files.createFile(folder.resolve("empty.pem")).toString());
        assertRefused(Files.writeString(folder.resolve("text.pem"), "not a certificate")
                .toUri()
                .toString());
    }

    private static void assertRefused(String location) {
        assertThatThrownBy(() -> RedisAuthorities.trusted(location))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("acmecrm.redis.ca.location names " + location);
    }
}
