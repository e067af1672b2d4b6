package com.acmecrm.integration.audit;

import com.acmecrm.integration.event.Chore;
import com.acmecrm.integration.event.LoopFailures;
import com.acmecrm.integration.platform.ApplicationStarted;
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

/** Deletes entries older than {@code acmecrm.audit.retention}; any node may, several at once too. */
@ApplicationScoped
public class AuditRetention {

    /** The table itself refuses to lose anything younger. */
    private static final Duration LEAST = Duration.ofDays(30);

    private static final long PAUSE_SECONDS = 10;
    private static final int BATCH = 1_000;
    /** In one go, so that a first run over an old table leaves room for others: 5,000 entries a second. */
    private static final int BATCHES = 50;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService executor;

    @Inject
    ExpiredAuditRepository expired;

    @Inject
    @ConfigProperty(name = "acmecrm.audit.retention")
    Duration retention;

    @Inject
    Clock clock;

    @Inject
    LoopFailures failures;

    @Inject
    AuditMetrics metrics;

    private Future<?> schedule = CompletableFuture.completedFuture(null);

    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (retention.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("acmecrm.audit.retention must be 30 days or more: " + retention);
        }
    }

    void start(@Observes ApplicationStarted started) {
        Chore deletion = new Chore("audit-retention", failures, this::deleteAll);
        schedule = executor.scheduleWithFixedDelay(
                () -> deletion.submitTo(Runnable::run), PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        schedule.cancel(true);
    }

    private void deleteAll() {
        Instant before = clock.instant().minus(retention);
        int deleted = BATCH;
        for (int batch = 0; batch < BATCHES && deleted == BATCH; batch++) {
            deleted = expired.deleteBefore(before, BATCH);
            metrics.deleted(deleted);
        }
    }
}
