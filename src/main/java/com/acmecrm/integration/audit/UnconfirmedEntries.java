package com.acmecrm.integration.audit;

import com.acmecrm.integration.event.RetentionLoop;
import com.acmecrm.integration.platform.ApplicationStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Brings entries into the trail whose action nobody confirmed: Redis did not answer, PostgreSQL failed afterwards, or the
 * node died in between. Any node may, several at once too.
 */
@ApplicationScoped
public class UnconfirmedEntries {

    @Inject
    RetentionLoop loop;

    @Inject
    UnconfirmedEntryRepository rows;

    @Inject
    AuditMetrics metrics;

    void start(@Observes ApplicationStarted started) {
        loop.begin("audit-unconfirmed", () -> loop.inBatches(rows::keep, metrics::kept));
    }
}
