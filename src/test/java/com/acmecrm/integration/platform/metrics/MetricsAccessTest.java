package com.acmecrm.integration.platform.metrics;

import com.acmecrm.integration.platform.RequestDouble;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsAccessTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "0:0:0:0:0:0:0:1, true",
        "::ffff:127.0.0.1, true",
        "::ffff:10.1.2.3, true",
        "10.1.2.3, true",
        "10.2.0.1, false",
        "192.0.2.7, true",
        "192.0.2.8, false",
        "2001:db8::5, true",
        "2001:db9::5, false"
    })
    void peerShouldBeLetInWhenItIsThisHostOrAllowed(String peer, boolean allowed) {
        MetricsAccess access = access("10.1.0.0/16", " 192.0.2.7", "2001:db8::/32");

        assertThat(access.allows(request(peer, Map.of()))).isEqualTo(allowed);
    }

    @Test
    void proxyOnThisHostShouldBringNobodyIn() {
        MetricsAccess access = access();

        assertThat(access.allows(request("127.0.0.1", Map.of("X-Forwarded-For", List.of("10.1.2.3")))))
                .isFalse();
        assertThat(access.allows(request("127.0.0.1", Map.of("Forwarded", List.of("for=10.1.2.3")))))
                .isFalse();
    }

    @Test
    void trustedProxyShouldBringThoseWhoAreAllowedAndNobodyElse() {
        MetricsAccess access = access("10.1.0.0/16");

        assertThat(access.allows(request("10.1.0.9", Map.of()))).isTrue();
        assertThat(access.allows(request("10.1.0.9", Map.of("X-Forwarded-For", List.of("203.0.113.9")))))
                .isFalse();
        assertThat(access.allows(request("10.1.0.9", Map.of("X-Forwarded-For", List.of("10.1.2.3")))))
                .isTrue();
        assertThat(access.allows(request("127.0.0.9", Map.of("X-Forwarded-For", List.of("127.0.0.1")))))
                .isFalse();
    }

    private static MetricsAccess access(String... allowed) {
        MetricsAccess access = new MetricsAccess();
        access.configured = Optional.of(allowed);
        access.clients = RequestDouble.clients("10.1.0.9", "127.0.0.9");
        access.read();
        return access;
    }

    private static HttpServletRequest request(String peer, Map<String, List<String>> headers) {
        return RequestDouble.of(peer, headers);
    }
}
