package com.acmecrm.integration.audit;

import com.acmecrm.integration.event.RetentionLoop;
import com.acmecrm.integration.platform.ApplicationStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Deletes entries older than {@code acmecrm.audit.retention}; any node may, several at once too. */
@ApplicationScoped
public class AuditRetention {

    /** The table itself refuses to lose anything younger. */
    private static final Duration LEAST = Duration.ofDays(30);

    @Inject
    RetentionLoop loop;

    @Inject
    ExpiredAuditRepository expired;

    @Inject
    @ConfigProperty(name = "acmecrm.audit.retention")
    Duration retention;

    @Inject
    Clock clock;

    @Inject
    AuditMetrics metrics;

    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (retention.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("acmecrm.audit.retention must be 30 days or more: " + retention);
        }
    }

    void start(@Observes ApplicationStarted started) {
        loop.begin("audit-retention", this::deleteAll);
    }

    private void deleteAll() {
        Instant before = clock.instant().minus(retention);
        RetentionLoop.inBatches(limit -> expired.deleteBefore(before, limit), metrics::deleted);
    }
}
