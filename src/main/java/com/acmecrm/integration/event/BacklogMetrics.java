package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.metrics.MetricsScrape;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The cluster's backlog, counted when someone asks; not a number while PostgreSQL does not answer. */
@ApplicationScoped
public class BacklogMetrics {

    private static final double MILLIS = 1_000;

    @Inject
    EventService events;

    @Inject
    MeterRegistry meters;

    private volatile Optional<Backlog> backlog = Optional.empty();

    @PostConstruct
    void register() {
        Gauge.builder("acmecrm.events", () -> read(Backlog::pending))
                .description("Events in this state, in the whole cluster")
                .tag("status", "pending")
                .register(meters);
        Gauge.builder("acmecrm.events", () -> read(Backlog::failed))
                .description("Events in this state, in the whole cluster")
                .tag("status", "failed")
                .register(meters);
        Gauge.builder(
                        "acmecrm.events.oldest.pending",
                        () -> read(count -> count.oldestPending().toMillis() / MILLIS))
                .description("Age of the oldest pending event")
                .baseUnit("seconds")
                .register(meters);
    }

    void refresh(@Observes MetricsScrape scrape) {
        try {
            backlog = Optional.of(events.backlog());
        } catch (RuntimeException unknown) {
            backlog = Optional.empty(); // no failure here may hide the other meters
        }
    }

    private double read(ToDoubleFunction<Backlog> figure) {
        return backlog.map(count -> figure.applyAsDouble(count)).orElse(Double.NaN);
    }
}
