package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.ratelimit.RatePolicy.Mode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RateLimitConfigTest {

    private static final Map<String, String> DEFAULTS = Map.of(
            "api.requests", "30",
            "api.window", "PT60S",
            "login.requests", "10",
            "login.window", "PT60S",
            "policies", "",
            "mode", "enforce",
            "ipv6-prefix", "128");

    private static final Map<String, String> SEARCH = Map.of(
            "policies", "search",
            "search.endpoints", "GET /api/contacts",
            "search.requests", "100",
            "search.window", "PT10S");

    @Test
    void loginShouldHaveItsOwnPolicyAndTheRestTheGeneralOne() {
        RateLimitConfig config = config(Map.of());

        assertThat(config.policyOf(new Endpoint("POST", "/api/auth/login")))
                .isEqualTo(new RatePolicy("login", 10, Duration.ofSeconds(60), Map.of(), Mode.ENFORCE));
        assertThat(config.policyOf(new Endpoint("POST", "/api/auth/logout")))
                .isEqualTo(new RatePolicy("api", 30, Duration.ofSeconds(60), Map.of(), Mode.ENFORCE));
    }

    @Test
    void firstPolicyThatMatchesShouldHold() {
        Map<String, String> settings = new HashMap<>(SEARCH);
        settings.put("policies", "search , all-reads");
        settings.put("all-reads.endpoints", "GET /api/**, GET /api/contacts");
        settings.put("all-reads.requests", "7");
        settings.put("all-reads.window", "PT1M");
        settings.put("all-reads.roles", "admin:300, viewer : 3");
        settings.put("all-reads.mode", "shadow");
        RateLimitConfig config = config(settings);

        assertThat(config.policyOf(new Endpoint("GET", "/api/contacts")).name()).isEqualTo("search");
        assertThat(config.policyOf(new Endpoint("GET", "/api/contacts/{id}")))
                .isEqualTo(new RatePolicy(
                        "all-reads", 7, Duration.ofMinutes(1), Map.of("admin", 300, "viewer", 3), Mode.SHADOW));
        assertThat(config.policyOf(new Endpoint("POST", "/api/contacts")).name())
                .isEqualTo("api");
    }

    @Test
    void noPatternShouldTakeSigningInFromItsPolicy() {
        Map<String, String> settings = new HashMap<>(SEARCH);
        settings.put("search.endpoints", "* /api/**");

        assertThat(config(settings)
                        .policyOf(new Endpoint("POST", "/api/auth/login"))
                        .name())
                .isEqualTo("login");
    }

    @Test
    void generalModeShouldHoldForPoliciesWithoutTheirOwn() {
        Map<String, String> settings = new HashMap<>(SEARCH);
        settings.put("mode", "shadow");
        settings.put("login.mode", "enforce");
        RateLimitConfig config = config(settings);

        assertThat(config.policyOf(new Endpoint("GET", "/api/contacts")).mode()).isEqualTo(Mode.SHADOW);
        assertThat(config.policyOf(new Endpoint("POST", "/api/auth/login")).mode())
                .isEqualTo(Mode.ENFORCE);
    }

    @Test
    void callerShouldBeANetworkWhenConfiguredSo() {
        assertThat(config(Map.of()).caller("2001:db8:1:2:3::4")).isEqualTo("2001:db8:1:2:3::4");
        assertThat(config(Map.of("ipv6-prefix", "64")).caller("2001:db8:1:2:3::4"))
                .isEqualTo("2001:db8:1:2::");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "api.requests, 0",
        "api.requests, -1",
        "api.requests, thirty",
        "api.requests, 10000000000",
        "api.requests, ''",
        "login.window, 60",
        "login.window, PT0S",
        "login.window, PT0.5S",
        "login.window, PT1.5S",
        "login.window, PT-1S",
        "login.window, P2D",
        "api.roles, admin",
        "api.roles, admin=5",
        "api.roles, guest:5",
        "api.roles, admin:0",
        "api.roles, 'admin:5,admin:6'",
        "api.roles, 'admin:5,'",
        "mode, off",
        "api.mode, Shadow",
        "ipv6-prefix, 0",
        "ipv6-prefix, 129",
        "policies, api",
        "policies, Search",
        "policies, 'search,search'",
        "policies, 'search,'",
        "search.endpoints, ''",
        "search.endpoints, /api/contacts",
        "search.endpoints, 'GET /api/contacts,'",
        "search.requests, ''",
        "search.window, ''"
    })
    void badValueShouldBeRefusedWithItsKey(String key, String value) {
        Map<String, String> settings = new HashMap<>(SEARCH);
        settings.put(key, value);

        assertThatThrownBy(() -> config(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("acmecrm.ratelimit." + key + " must be ");
    }

    private static RateLimitConfig config(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>(DEFAULTS);
        settings.putAll(given);
        RateLimitConfig config = new RateLimitConfig();
        config.read(new PolicySettings(
                key -> Optional.ofNullable(settings.get(key.substring("acmecrm.ratelimit.".length())))));
        return config;
    }
}
