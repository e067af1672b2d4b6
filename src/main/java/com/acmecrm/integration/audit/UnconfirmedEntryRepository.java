package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.WorkDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Rows of {@code audit_pending} that are older than any request. */
@ApplicationScoped
public class UnconfirmedEntryRepository {

    private static final String KEEP = """
            with left_over as (
                delete from audit_pending where id in (
                    select id from audit_pending where at < clock_timestamp() - interval '1 minute'
                    order by id limit ? for update skip locked)
                returning id, at, action, user_id, address, request_id, target, details)
            insert into audit_log (at, action, user_id, address, request_id, target, details)
            select at, action, user_id, address, request_id, target, details || '{"outcome": "unknown"}'
            from left_over order by id""";

    @Inject
    WorkDatabase database;

    /** @return how many came into the trail; fewer than the limit where there were no more */
    @Transactional
    int keep(int limit) {
        return database.update(KEEP, limit);
    }
}
