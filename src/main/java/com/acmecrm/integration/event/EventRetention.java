package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.ApplicationStarted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Deletes events that are done with and older than {@code acmecrm.events.retention}; any node may, several at once too. */
@ApplicationScoped
public class EventRetention {

    private static final long PAUSE_SECONDS = 10;
    private static final int BATCH = 1_000;
    /** In one go, so that a first run over an old table leaves room for others: 5,000 events a second. */
    private static final int BATCHES = 50;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService executor;

    @Inject
    ExpiredEventsRepository expired;

    @Inject
    @ConfigProperty(name = "acmecrm.events.retention")
    Duration retention;

    @Inject
    Clock clock;

    @Inject
    LoopFailures failures;

    @Inject
    MeterRegistry meters;

    private Counter deletions;
    private Future<?> schedule = CompletableFuture.completedFuture(null);

    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (retention.isNegative()) {
            throw new IllegalArgumentException("acmecrm.events.retention must not be negative: " + retention);
        }
        deletions = Counter.builder("acmecrm.events.deleted")
                .description("Events deleted because they were older than acmecrm.events.retention")
                .register(meters);
    }

    void start(@Observes ApplicationStarted started) {
        Chore deletion = new Chore("retention", failures, this::deleteAll);
        schedule = executor.scheduleWithFixedDelay(
                () -> deletion.submitTo(Runnable::run), PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        schedule.cancel(true);
    }

    private void deleteAll() {
        Instant before = clock.instant().minus(retention);
        deleteExpired(before);
        expired.deleteNotes(before);
    }

    private void deleteExpired(Instant before) {
        int deleted = BATCH;
        for (int batch = 0; batch < BATCHES && deleted == BATCH; batch++) {
            deleted = expired.deleteBefore(before, BATCH);
            deletions.increment(deleted);
        }
    }
}
