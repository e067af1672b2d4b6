package com.acmecrm.integration.platform.metrics;

import com.acmecrm.integration.platform.ClientAddresses;
import com.acmecrm.integration.platform.Networks;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who may read the meters without a token: this host, and the addresses in {@code acmecrm.metrics.allowed}. */
@ApplicationScoped
public class MetricsAccess {

    @Inject
    @ConfigProperty(name = "acmecrm.metrics.allowed")
    Optional<String[]> configured; // not a List: Payara cannot look into two generic types

    @Inject
    ClientAddresses clients;

    private Networks thisHost;
    private Networks allowed;

    @PostConstruct
    void read() {
        thisHost = Networks.of(Optional.of(new String[] {"127.0.0.0/8", "::1"}));
        allowed = Networks.of(configured);
    }

    boolean allows(HttpServletRequest request) {
        // Not the peer: a trusted proxy in an allowed network would bring everyone.
        if (allowed.contain(clients.of(request))) {
            return true;
        }
        // A proxy on this host brings strangers.
        return thisHost.contain(request.getRemoteAddr()) && !isForwarded(request);
    }

    private static boolean isForwarded(HttpServletRequest request) {
        return Stream.of("Forwarded", "X-Forwarded-For").anyMatch(header -> request.getHeader(header) != null);
    }
}
