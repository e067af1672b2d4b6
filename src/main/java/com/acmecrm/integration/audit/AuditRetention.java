package com.acmecrm.integration.audit;

import com.acmecrm.integration.event.RetentionLoop;
import com.acmecrm.integration.platform.ApplicationStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Deletes entries older than {@code acmecrm.audit.retention}; any node may, several at once too. */
@ApplicationScoped
public class AuditRetention {

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

    void start(@Observes ApplicationStarted started) {
        loop.begin("audit-retention", this::deleteAll);
    }

    private void deleteAll() {
        Instant before = clock.instant().minus(retention);
        loop.inBatches(limit -> expired.deleteBefore(before, limit), metrics::deleted);
    }
}
