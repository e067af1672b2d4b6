package com.acmecrm.integration.event.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;

/** What this node's consumer has done. */
@ApplicationScoped
public class ConsumerMetrics {

    @Inject
    MeterRegistry meters;

    private final AtomicLong partitions = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();
    private Counter processed;
    private Counter failed;
    private Counter poison;

    @PostConstruct
    void register() {
        processed = events("processed", "Events whose handlers have been called, by what came of it");
        failed = events("failed", "Events whose handlers have been called, by what came of it");
        poison = Counter.builder("acmecrm.consumer.poison")
                .description("Messages on the topic that are no events of ours")
                .register(meters);
        Gauge.builder("acmecrm.consumer.partitions", partitions, AtomicLong::doubleValue)
                .description("Partitions that this node consumes")
                .register(meters);
        Gauge.builder("acmecrm.consumer.lag", lag, AtomicLong::doubleValue)
                .description("Messages in those partitions that this node has not consumed yet")
                .register(meters);
    }

    private Counter events(String outcome, String description) {
        return Counter.builder("acmecrm.consumer.events")
                .description(description)
                .tag("outcome", outcome)
                .register(meters);
    }

    void processed(int events) {
        processed.increment(events);
    }

    void failed() {
        failed.increment();
    }

    void poison() {
        poison.increment();
    }

    void owns(int partitions, long lag) {
        this.partitions.set(partitions);
        this.lag.set(lag);
    }
}
