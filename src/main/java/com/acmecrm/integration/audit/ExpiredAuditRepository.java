package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.WorkDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Entries that are kept no longer. */
@ApplicationScoped
public class ExpiredAuditRepository {

    /** Nothing else may delete: the table refuses it. */
    private static final String EXPIRE = "select audit_log_expire(?, ?)";

    @Inject
    WorkDatabase database;

    /**
     * Deletes the oldest entries from before a time.
     *
     * @return how many; fewer than the limit where there were no more
     */
    @Transactional
    int deleteBefore(Instant before, int limit) {
        return database.query(EXPIRE, row -> row.getInt(1), before, limit).get(0);
    }
}
