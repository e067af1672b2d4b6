package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.platform.HostAddress;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;

/** Which policy an endpoint has, and what counts as one caller ({@code acmecrm.ratelimit.*}). */
@ApplicationScoped
public class RateLimitConfig {

    private static final EndpointPattern LOGIN =
            EndpointPattern.parse("POST /api/auth/login").orElseThrow();
    private static final EndpointPattern ALL =
            EndpointPattern.parse("* /api/**").orElseThrow();

    @Inject
    Config config;

    private final Map<Endpoint, RatePolicy> known = new ConcurrentHashMap<>();
    private List<Rule> rules = List.of();
    private int ipv6Prefix;

    @PostConstruct
    void read() {
        read(new PolicySettings(key -> config.getOptionalValue(key, String.class)));
    }

    void read(PolicySettings settings) {
        List<Rule> read = new ArrayList<>();
        // First, so that no pattern of anyone's opens the door to guessing passwords.
        read.add(new Rule(List.of(LOGIN), settings.policy("login")));
        settings.names().forEach(name -> read.add(new Rule(settings.endpoints(name), settings.policy(name))));
        read.add(new Rule(List.of(ALL), settings.policy("api")));
        rules = List.copyOf(read);
        ipv6Prefix = settings.ipv6Prefix();
    }

    /** That of the first pattern that matches: signing in, then the policies in their configured order, then {@code api}. */
    RatePolicy policyOf(Endpoint endpoint) {
        return known.computeIfAbsent(endpoint, this::find);
    }

    List<RatePolicy> policies() {
        return rules.stream().map(Rule::policy).toList();
    }

    /** Under what an address is counted: itself, or the network that one host has to itself. */
    String caller(String address) {
        return HostAddress.network(address, ipv6Prefix);
    }

    private RatePolicy find(Endpoint endpoint) {
        return rules.stream()
                .filter(rule -> rule.matches(endpoint))
                .findFirst()
                .map(Rule::policy)
                .orElseThrow(() -> new IllegalStateException(endpoint + " is not under /api"));
    }

    private record Rule(List<EndpointPattern> endpoints, RatePolicy policy) {

        boolean matches(Endpoint endpoint) {
            return endpoints.stream().anyMatch(pattern -> pattern.matches(endpoint));
        }
    }
}
