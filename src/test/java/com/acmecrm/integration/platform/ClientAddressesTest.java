package com.acmecrm.integration.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class ClientAddressesTest {

    private static final String PROXY = "10.0.0.1";

    @ParameterizedTest(name = "<{0}>")
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "0:0:0:0:0:ffff:c000:201, 192.0.2.1",
        "0:0:0:0:0:0:0:1, ::1",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "fe80:0:0:0:0:0:0:1%eth0, fe80::1"
    })
    void peerShouldBeTheClientWhenItIsNoTrustedProxy(String peer, String client) {
        assertThat(clientOf(peer, "203.0.113.9")).isEqualTo(client);
    }

    @ParameterizedTest(name = "<{0}>")
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.9                              | 203.0.113.9
            1.1.1.1, 203.0.113.9                     | 203.0.113.9
            203.0.113.9, 10.0.0.2                    | 203.0.113.9
            1.1.1.1, 203.0.113.9, 10.0.0.3, 10.0.0.2 | 203.0.113.9
            203.0.113.9,10.0.0.2                     | 203.0.113.9
            203.0.113.9:5678                         | 203.0.113.9
            [2001:db8::9]:443                        | 2001:db8::9
            [2001:DB8::9]                            | 2001:db8::9
            2001:db8:0:0:0:0:0:9                     | 2001:db8::9
            ::ffff:203.0.113.9                       | 203.0.113.9
            [::ffff:203.0.113.9]:80                  | 203.0.113.9
            203.0.113.9, ::ffff:10.0.0.2             | 203.0.113.9
            203.0.113.9, fd00::2                     | 203.0.113.9
            10.0.0.3, 10.0.0.2                       | 10.0.0.3
            ''                                       | 10.0.0.1
            unknown                                  | 10.0.0.1
            203.0.113.9, unknown                     | 10.0.0.1
            203.0.113.9, unknown, 10.0.0.2           | 10.0.0.2
            203.0.113.9, _hidden, 10.0.0.2           | 10.0.0.2
            203.0.113.9,                             | 10.0.0.1
            203.0.113.9, , 10.0.0.2                  | 10.0.0.2
            203.0.113.9, 10.0.0.2,                   | 10.0.0.1
            ,                                        | 10.0.0.1
            203.0.113.256                            | 10.0.0.1
            010.0.0.9                                | 10.0.0.1
            0x7f.1                                   | 10.0.0.1
            127.1                                    | 10.0.0.1
            2130706433                               | 10.0.0.1
            203.0.113.*                              | 10.0.0.1
            203.0.113.0/24                           | 10.0.0.1
            203.0.113.1-5                            | 10.0.0.1
            203.0.113.9:port                         | 10.0.0.1
            203.0.113.9 10.0.0.2                     | 10.0.0.1
            [203.0.113.9]:80                         | 10.0.0.1
            [2001:db8::9                             | 10.0.0.1
            2001:db8::9]                             | 10.0.0.1
            2001:db8::9::1                           | 10.0.0.1
            1:2:3                                    | 10.0.0.1
            fe80::1%eth0                             | 10.0.0.1
            localhost                                | 10.0.0.1
            "203.0.113.9"                            | 10.0.0.1
            """, quoteCharacter = '\'')
    void clientShouldBeTheRightMostUntrustedAddress(String forwarded, String client) {
        assertThat(clientOf(PROXY, forwarded)).isEqualTo(client);
    }

    @Test
    void proxyShouldBeTheClientWhenItForwardsNobody() {
        assertThat(clientOf(PROXY)).isEqualTo(PROXY);
    }

    @Test
    void severalLinesShouldBeReadAsOneList() {
        assertThat(clientOf(PROXY, "1.1.1.1", "203.0.113.9, 10.0.0.3", "10.0.0.2"))
                .isEqualTo("203.0.113.9");
        assertThat(clientOf(PROXY, "203.0.113.9", "")).isEqualTo(PROXY);
    }

    @Test
    void mappedPeerShouldBeTrustedAsTheAddressThatItIs() {
        assertThat(clientOf("::ffff:10.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void endlessChainShouldNotBeFollowedToItsEnd() {
        assertThat(clientOf(PROXY, "203.0.113.9, " + "10.0.0.2, ".repeat(100) + "10.0.0.3"))
                .isEqualTo("10.0.0.2");
    }

    @Test
    void absurdlyLongHeaderShouldCostNothing() {
        String numbers = "1".repeat(1_000_000);

        assertTimeout(Duration.ofSeconds(1), () -> {
            assertThat(clientOf(PROXY, numbers)).isEqualTo(PROXY);
            assertThat(clientOf(PROXY, ",".repeat(1_000_000))).isEqualTo(PROXY);
            assertThat(clientOf(PROXY, numbers + ", 203.0.113.9")).isEqualTo("203.0.113.9");
        });
    }

    @Test
    void nobodyShouldBeTrustedWhenNobodyIsConfigured() {
        ClientAddresses clients = clients();

        assertThat(clients.of(RequestDouble.of("127.0.0.1", Map.of("X-Forwarded-For", List.of("203.0.113.9")))))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "fd00::/129",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "10.0.0",
                "proxy.example.com",
                "*",
                "",
                "10.*.*.*",
                "10.0.0.1-9",
                "::ffff:10.0.0.0/104",
                "10.0.0.0/255.0.0.0"
            })
    void badNetworkShouldBeNone(String bad) {
        assertThat(Networks.isBlock(bad)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 64, 2001:db8:1:2::",
        "2001:db8:1:2:3:4:5:6, 56, 2001:db8:1::",
        "2001:db8:1:2:3:4:5:6, 128, 2001:db8:1:2:3:4:5:6",
        "192.0.2.1, 64, 192.0.2.1"
    })
    void networkShouldBeNamedByItsFirstAddress(String address, int bits, String network) {
        assertThat(HostAddress.network(address, bits)).isEqualTo(network);
    }

    private static String clientOf(String peer, String... forwarded) {
        return clients("10.0.0.0/24", " fd00::/8 ")
                .of(RequestDouble.of(peer, Map.of("X-Forwarded-For", List.of(forwarded))));
    }

    private static ClientAddresses clients(String... trusted) {
        return RequestDouble.clients(trusted);
    }
}
