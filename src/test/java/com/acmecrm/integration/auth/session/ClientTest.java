package com.acmecrm.integration.auth.session;

import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientTest {

    @Test
    void userAgentShouldHoldNoControlCharacters() {
        assertThat(userAgent(" a\u001b[31m\tb\u0000\n\u200bc ")).isEqualTo("a[31mbc");
    }

    @Test
    void userAgentShouldBeCutBetweenCharacters() {
        assertThat(userAgent("😀".repeat(300))).isEqualTo("😀".repeat(256));
    }

    @Test
    void clientShouldBeKnownByNothingWhenItSaysNothing() {
        assertThat(Client.of(Optional.empty(), null)).isEqualTo(new Client("", ""));
    }

    private static String userAgent(String sent) {
        return Client.of(Optional.of("127.0.0.1"), sent).userAgent();
    }
}
