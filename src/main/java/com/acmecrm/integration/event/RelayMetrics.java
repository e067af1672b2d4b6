package com.acmecrm.integration.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What this node's relay has done. */
@ApplicationScoped
public class RelayMetrics {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private static final Duration LONGEST_LATENCY = Duration.ofDays(365);

    @Inject
    MeterRegistry meters;

    private final AtomicBoolean active = new AtomicBoolean();
    private Counter published;
    private Counter failed;
    private Timer latency;
    private Counter leaseChanges;

    @PostConstruct
    void register() {
        published = sent("published");
        failed = sent("failed");
        latency = Timer.builder("acmecrm.relay.latency")
                .description("From an event's creation to Kafka's acknowledgement")
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
        leaseChanges = Counter.builder("acmecrm.relay.lease.changes")
                .description("How often this node became the one that relays")
                .register(meters);
        Gauge.builder("acmecrm.relay.active", () -> active.get() ? 1 : 0)
                .description("1 on the node that relays")
                .register(meters);
    }

    private Counter sent(String outcome) {
        return Counter.builder("acmecrm.relay.events")
                .description("Events that have left the state pending")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** @param held whether the lease is this node's now */
    void lease(boolean held) {
        if (!active.getAndSet(held) && held) {
            leaseChanges.increment();
        }
    }

    /** @param node {@code here} for a commit on this node, {@code other} for a message from another */
    void wokenBy(String node) {
        Counter.builder("acmecrm.relay.wakeups")
                .description("Commits, here and on other nodes, that asked for the relay")
                .tag("from", node)
                .register(meters)
                .increment();
    }

    /** @param outcomes of the messages, in their order */
    void sent(List<Message> messages, List<Publication> outcomes, Instant at) {
        for (int index = 0; index < messages.size(); index++) {
            sent(messages.get(index), outcomes.get(index), at);
        }
    }

    private void sent(Message message, Publication publication, Instant at) {
        if (publication.isRefused()) {
            failed.increment();
            return;
        }
        published.increment();
        latency.record(latency(message, at));
    }

    /** A row may hold any time that PostgreSQL can: it must not stop the relay, and nanoseconds reach for 292 years. */
    private static Duration latency(Message message, Instant at) {
        Duration latency = Duration.between(message.createdAt(), at);
        if (latency.isNegative()) {
            return Duration.ZERO;
        }
        return latency.compareTo(LONGEST_LATENCY) < 0 ? latency : LONGEST_LATENCY;
    }
}
