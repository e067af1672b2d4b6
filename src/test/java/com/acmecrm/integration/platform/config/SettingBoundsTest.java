package com.acmecrm.integration.platform.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the service takes, at the edges. */
class SettingBoundsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acmecrm.audit.retention | P30D",
                "acmecrm.auth.delay.longest | PT30S",
                "acmecrm.auth.password.memory-kib | 64",
                "acmecrm.auth.password.passes | 100",
                "acmecrm.batch.at-once | 64",
                "acmecrm.cors.origins | https://crm.example.com,http://[::1]:8080",
                "acmecrm.database.url | jdbc:postgresql://db:5432/acmecrm?sslmode=require",
                "acmecrm.drift.interval | P30D",
                "acmecrm.drift.timeout | PT4M",
                "acmecrm.events.processing.attempts | 1000",
                "acmecrm.events.processing.retry-delay | PT5M",
                "acmecrm.events.relay.batch-size | 10000",
                "acmecrm.events.retention | PT0S",
                "acmecrm.events.retention | P36500D",
                "acmecrm.events.retry-rate | 10000",
                "acmecrm.events.stream.watchers | 2000",
                "acmecrm.idempotency.retention | PT1M",
                "acmecrm.idempotency.retention | P365D",
                "acmecrm.kafka.bootstrap-servers | one:9092, [::1]:9092",
                "acmecrm.database.ssl-mode | verify-full",
                "acmecrm.kafka.oauth.token-url | https://id.example.com/oauth2/token",
                "acmecrm.kafka.partitions | 1",
                "acmecrm.kafka.prefix | team.crm-",
                "acmecrm.kafka.sasl.mechanism | SCRAM-SHA-512",
                "acmecrm.kafka.security-protocol | SASL_SSL",
                "acmecrm.log.format | text",
                "acmecrm.metrics.allowed | 10.0.0.0/8, 2001:db8::/32, 192.0.2.1",
                "acmecrm.drain.file | target/drain",
                "acmecrm.redis.url | redis://localhost:6379",
                "acmecrm.redis.url | redis+cluster://one:6379,two:6379",
                "acmecrm.redis.url | rediss+sentinel://:secret@one:26379,two:26379/master",
                "acmecrm.redis.url | rediss://:p%40ss:word@redis.example.com:6380/1"
            })
    void valueShouldBeTaken(String key, String value) {
        assertThat(fault(key, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acmecrm.audit.retention | P29D",
                "acmecrm.auth.delay.longest | PT30.001S",
                "acmecrm.auth.lock.failures | 0",
                "acmecrm.auth.password.memory-kib | 63",
                "acmecrm.auth.password.passes | 0",
                "acmecrm.batch.at-once | 65",
                "acmecrm.cors.origins | https://crm.example.com/",
                "acmecrm.database.pool-size | 257",
                "acmecrm.database.url | jdbc:mysql://db/acmecrm",
                "acmecrm.drift.interval | PT0.9S",
                "acmecrm.drift.timeout | PT5M",
                "acmecrm.events.degraded-after | PT0S",
                "acmecrm.events.processing.attempts | 0",
                "acmecrm.events.processing.retry-delay | -PT1S",
                "acmecrm.events.retention | -PT1S",
                "acmecrm.events.processing.attempts | 1001",
                "acmecrm.events.processing.retry-delay | PT5M1S",
                "acmecrm.events.relay.batch-size | 10001",
                "acmecrm.events.retention | P36501D",
                "acmecrm.events.retry-rate | 0",
                "acmecrm.events.retry-rate | 10001",
                "acmecrm.events.stream.watchers | 2001",
                "acmecrm.events.stream.watchers | 0",
                "acmecrm.idempotency.retention | PT59S",
                "acmecrm.idempotency.retention | P366D",
                "acmecrm.kafka.bootstrap-servers | one",
                "acmecrm.database.ca.location | nowhere.pem",
                "acmecrm.database.ssl-mode | on",
                "acmecrm.kafka.ca.location | nowhere.pem",
                "acmecrm.kafka.group | a b",
                "acmecrm.kafka.oauth.token-url | id.example.com/token",
                "acmecrm.kafka.partitions | 0",
                "acmecrm.kafka.prefix | team/",
                "acmecrm.kafka.sasl.mechanism | GSSAPI",
                "acmecrm.kafka.security-protocol | ssl",
                "acmecrm.kafka.topic | ..",
                "acmecrm.log.format | xml",
                "acmecrm.log.path | /nowhere/at/all.log",
                "acmecrm.ratelimit.trusted-proxies | ::ffff:10.0.0.0/104",
                "acmecrm.ratelimit.trusted-proxies | proxy.example.com",
                "acmecrm.ratelimit.trusted-proxies | 10.0.0.1,,10.0.0.2",
                "acmecrm.drain.file | nowhere/drain",
                "acmecrm.redis.ca.location | nowhere.pem",
                "acmecrm.redis.url | redis://one:6379,two:6379",
                "acmecrm.redis.url | http://localhost:6379",
                "acmecrm.redis.url | redis://localhost"
            })
    void valueShouldBeRefused(String key, String value) {
        assertThat(fault(key, value).orElseThrow()).startsWith(key + " must be ");
    }

    /** Without an upper bound, a number makes arithmetic overflow or a statement take longer than it may, for ever. */
    @ParameterizedTest
    @MethodSource("numbersAndDurations")
    void numberShouldHaveAnUpperBound(String key, String absurd) {
        assertThat(fault(key, absurd)).isPresent();
    }

    private static Stream<Arguments> numbersAndDurations() throws IOException {
        Properties defaults = new Properties();
        try (InputStream file = Files.newInputStream(
                Path.of("src", "main", "resources", "META-INF", "microprofile-config.properties"))) {
            defaults.load(file);
        }
        List<Arguments> found = new ArrayList<>();
        Configuration.groups().stream()
                .flatMap(group -> group.settings().stream())
                .filter(setting -> setting.form() != Form.OF_ITS_GROUP)
                .forEach(setting -> {
                    String value = defaults.getProperty(setting.key(), "");
                    if (value.matches("\\d+")) {
                        found.add(Arguments.of(setting.key(), Integer.toString(Integer.MAX_VALUE)));
                    }
                    if (value.matches("P[0-9DTHMS]+")) {
                        found.add(Arguments.of(setting.key(), "P4000000D"));
                    }
                });
        assertThat(found).hasSizeGreaterThan(15);
        return found.stream();
    }

    private static Optional<String> fault(String key, String value) {
        return Configuration.groups().stream()
                .flatMap(group -> group.settings().stream())
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow()
                .fault(Optional.of(value));
    }
}
