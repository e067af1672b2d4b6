package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.platform.config.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitSettingsTest {

    private static final Map<String, String> BAD = Map.of(
            "acmecrm.ratelimit.policies", "bulk",
            "acmecrm.ratelimit.bulk.requests", "0",
            "acmecrm.ratelimit.bulk.window", "PT1S",
            "acmecrm.ratelimit.api.requests", "30",
            "acmecrm.ratelimit.api.window", "soon",
            "acmecrm.ratelimit.login.requests", "10",
            "acmecrm.ratelimit.login.window", "PT60S",
            "acmecrm.ratelimit.mode", "enforce",
            "acmecrm.ratelimit.ipv6-prefix", "129");

    private final RateLimitSettings settings = new RateLimitSettings();

    @Test
    void everyFaultShouldBeTold() {
        assertThat(settings.faults(key -> Optional.ofNullable(BAD.get(key))))
                .containsExactly(
                        "acmecrm.ratelimit.bulk.endpoints must be a list like GET /api/contacts/*, * /api/events/**,"
                                + " but is: nothing",
                        "acmecrm.ratelimit.api.window must be a duration of whole seconds from PT1S to P1D, but is: soon",
                        "acmecrm.ratelimit.bulk.requests must be a number from 1 to 1000000000, but is: 0",
                        "acmecrm.ratelimit.ipv6-prefix must be a number from 1 to 128, but is: 129");
    }

    @Test
    void keysThatAreReadShouldBeTheTold() {
        Set<String> told = settings.settings().stream().map(Setting::key).collect(Collectors.toSet());
        Set<String> read = new TreeSet<>();

        settings.faults(key -> {
            read.add(told.contains(key) ? key : key.replaceFirst("\\.(bulk|api|login)\\.", ".<name>."));
            return Optional.ofNullable(BAD.get(key));
        });

        assertThat(read).isEqualTo(new TreeSet<>(told));
    }
}
