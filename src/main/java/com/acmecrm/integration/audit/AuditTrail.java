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
 * Writes and reads the audit trail. An entry is written in the transaction of its change; without one, as in a refused
 * login, in a short transaction of its own. If the entry cannot be written, the change fails. Only for requests: a
 * transaction of background work uses another data source.
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
