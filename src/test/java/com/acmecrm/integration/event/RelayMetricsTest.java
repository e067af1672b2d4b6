package com.acmecrm.integration.event;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RelayMetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    /** A row may hold any time that PostgreSQL can: {@code infinity}, too, as its driver reads it. */
    @Test
    void latencyShouldBeMeasuredForAnyTime() {
        RelayMetrics metrics = new RelayMetrics();
        metrics.meters = new SimpleMeterRegistry();
        metrics.register();

        List<Message> messages = Stream.of(
                        new Timestamp(Long.MAX_VALUE).toInstant(),
                        new Timestamp(Long.MIN_VALUE).toInstant(),
                        Instant.parse("0001-01-01T00:00:00Z"))
                .map(RelayMetricsTest::message)
                .toList();
        metrics.sent(
                messages,
                messages.stream()
                        .map(message -> Publication.acknowledged(message, 0, 0))
                        .toList(),
                NOW);

        assertThat(metrics.meters
                        .counter("acmecrm.relay.events", "outcome", "published")
                        .count())
                .isEqualTo(3);
    }

    private static Message message(Instant createdAt) {
        return new Message(UUID.randomUUID(), "contact.created", "key", 1, "{}", createdAt, Optional.empty());
    }
}
