package com.acmecrm.integration.platform.config;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                "acmecrm.events.retention | PT0S",
                "acmecrm.idempotency.retention | PT1M",
                "acmecrm.idempotency.retention | P365D",
                "acmecrm.kafka.bootstrap-servers | one:9092, [::1]:9092",
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
                "acmecrm.events.retry-rate | 0",
                "acmecrm.events.stream.watchers | 0",
                "acmecrm.idempotency.retention | PT59S",
                "acmecrm.idempotency.retention | P366D",
                "acmecrm.kafka.bootstrap-servers | one",
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

    private static Optional<String> fault(String key, String value) {
        return Configuration.groups().stream()
                .flatMap(group -> group.settings().stream())
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow()
                .fault(Optional.of(value));
    }
}
