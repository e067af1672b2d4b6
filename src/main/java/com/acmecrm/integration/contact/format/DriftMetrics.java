package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.format.DriftRepository.LastCheck;
import com.acmecrm.integration.platform.metrics.MetricsScrape;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the cluster's last check has found; not a number before the first, and while PostgreSQL does not answer. */
@ApplicationScoped
public class DriftMetrics {

    @Inject
    DriftService drift;

    @Inject
    MeterRegistry meters;

    private Timer checks;
    private volatile Optional<LastCheck> last = Optional.empty();

    @PostConstruct
    void register() {
        Gauge.builder("acmecrm.contacts.drifted", () -> read(LastCheck::found))
                .description("Contacts that said something else in AcmeCRM's format at the cluster's last check")
                .register(meters);
        Gauge.builder("acmecrm.drift.age", () -> read(LastCheck::ageSeconds))
                .description("Time since the cluster's last check for drift")
                .baseUnit("seconds")
                .register(meters);
        checks = Timer.builder("acmecrm.drift.check")
                .description("Checks for drift by this node")
                .register(meters);
    }

    void time(Runnable check) {
        checks.record(check);
    }

    void refresh(@Observes MetricsScrape scrape) {
        try {
            last = drift.findLastCheck();
        } catch (RuntimeException unknown) {
            last = Optional.empty(); // no failure here may hide the other meters
        }
    }

    private double read(ToDoubleFunction<LastCheck> figure) {
        return last.map(check -> figure.applyAsDouble(check)).orElse(Double.NaN);
    }
}
