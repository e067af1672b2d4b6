package com.acmecrm.integration.platform.metrics;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who may read the meters without a token: this host, and the addresses in {@code acmecrm.metrics.allowed}. */
@ApplicationScoped
public class MetricsAccess {

    private static final String KEY = "acmecrm.metrics.allowed";

    @Inject
    @ConfigProperty(name = KEY)
    Optional<String[]> configured; // not a List: Payara cannot look into two generic types

    private List<IPAddress> allowed;

    @PostConstruct
    void read() {
        allowed = configured.stream()
                .flatMap(Stream::of)
                .map(MetricsAccess::network)
                .toList();
    }

    /** At start, so that a bad value stops it. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        read();
    }

    boolean allows(HttpServletRequest request) {
        IPAddress peer = new IPAddressString(request.getRemoteAddr()).getAddress();
        if (allowed.stream().anyMatch(network -> network.contains(peer))) {
            return true;
        }
        // A proxy on this host brings strangers.
        return peer.isLoopback() && !isForwarded(request);
    }

    private static boolean isForwarded(HttpServletRequest request) {
        return Stream.of("Forwarded", "X-Forwarded-For").anyMatch(header -> request.getHeader(header) != null);
    }

    private static IPAddress network(String text) {
        try {
            return new IPAddressString(text.strip()).toAddress().toPrefixBlock();
        } catch (AddressStringException bad) {
            throw new IllegalArgumentException(
                    KEY + " must be a list of addresses or CIDR blocks, but has: " + text, bad);
        }
    }
}
