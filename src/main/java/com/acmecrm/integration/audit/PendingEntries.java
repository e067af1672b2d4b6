package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.Audited;
import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.platform.Origin;
import com.acmecrm.integration.platform.Origins;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

/** Entries whose action is under way. Written and withdrawn whatever becomes of a transaction of the caller's. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class PendingEntries {

    @Inject
    PendingEntryRepository rows;

    @Inject
    AuditMetrics metrics;

    @Inject
    Origins origins;

    /** @return by which they are confirmed or withdrawn */
    @Transactional(REQUIRES_NEW)
    List<Long> announce(List<Audited> entries) {
        Origin origin = origins.current();
        return entries.stream()
                .map(entry -> rows.add(AuditEntry.of(entry, origin)))
                .toList();
    }

    /** The action was done: its entries come into the trail, in the caller's transaction if there is one. */
    void confirm(List<Long> ids) {
        if (!ids.isEmpty()) {
            metrics.kept(rows.confirm(ids));
        }
    }

    /** The action was certainly not done. */
    @Transactional(REQUIRES_NEW)
    void withdraw(List<Long> ids) {
        if (!ids.isEmpty()) {
            rows.delete(ids);
        }
    }
}
