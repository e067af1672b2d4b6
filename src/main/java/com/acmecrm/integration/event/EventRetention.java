package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.ApplicationStarted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Deletes events that are done with and older than {@code acmecrm.events.retention}; any node may, several at once too. */
@ApplicationScoped
public class EventRetention {

    @Inject
    RetentionLoop loop;

    @Inject
    ExpiredEventsRepository expired;

    @Inject
    @ConfigProperty(name = "acmecrm.events.retention")
    Duration retention;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    private Counter deletions;

    /** At start: the meter is there before anything is deleted. */
    void register(@Observes @Initialized(ApplicationScoped.class) Object start) {
        deletions = Counter.builder("acmecrm.events.deleted")
                .description("Events deleted because they were older than acmecrm.events.retention")
                .register(meters);
    }

    void start(@Observes ApplicationStarted started) {
        loop.begin("retention", this::deleteAll);
    }

    private void deleteAll() {
        Instant before = clock.instant().minus(retention);
        RetentionLoop.inBatches(limit -> expired.deleteBefore(before, limit), deletions::increment);
        expired.deleteNotes(before);
    }
}
