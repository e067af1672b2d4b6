package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.Audited;
import com.acmecrm.integration.platform.ListPage;
import com.acmecrm.integration.platform.ListPlace;
import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.platform.Origins;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Keeps what features say belongs into the trail, and reads it. In the transaction of the change, and so with it or not at
 * all; where there is none, as in a refused login, in a short one of its own. What cannot be kept has not happened: whoever fires
 * the event fails with it. For transactions of requests: one of background work has its connection elsewhere, and cannot
 * carry this, too.
 */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class AuditTrail {

    @Inject
    AuditRepository rows;

    @Inject
    AuditMetrics metrics;

    @Inject
    Origins origins;

    /** @throws com.acmecrm.integration.platform.DatabaseUnavailableException if PostgreSQL does not answer in time */
    void keep(@Observes Audited audited) {
        rows.add(AuditEntry.of(audited, origins.current()));
        metrics.kept(1);
    }

    ListPage list(AuditFilter filter, Optional<ListPlace> behind, int limit) {
        return rows.page(filter, behind, limit);
    }
}
