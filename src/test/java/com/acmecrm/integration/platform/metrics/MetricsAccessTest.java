package com.acmecrm.integration.platform.metrics;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MetricsAccessTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "0:0:0:0:0:0:0:1, true",
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

        assertThat(access.allows(request("127.0.0.1", Map.of("X-Forwarded-For", "10.1.2.3"))))
                .isFalse();
        assertThat(access.allows(request("127.0.0.1", Map.of("Forwarded", "for=10.1.2.3"))))
                .isFalse();
    }

    @Test
    void badAddressShouldBeRefusedWithItsKey() {
        assertThatThrownBy(() -> access("10.1.0.0/99")).hasMessageContaining("acmecrm.metrics.allowed");
    }

    private static MetricsAccess access(String... allowed) {
        MetricsAccess access = new MetricsAccess();
        access.configured = Optional.of(allowed);
        access.read();
        return access;
    }

    private static HttpServletRequest request(String peer, Map<String, String> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                MetricsAccessTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getRemoteAddr") ? peer : headers.get((String) arguments[0]));
    }
}
