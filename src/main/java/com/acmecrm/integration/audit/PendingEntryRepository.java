package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.RequestDatabase;
import com.acmecrm.integration.platform.SqlDatabase.Values;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Rows of {@code audit_pending}, as requests write them. */
@ApplicationScoped
public class PendingEntryRepository {

    private static final String ADD = """
            insert into audit_pending (action, user_id, address, request_id, target, details)
            values (?, ?, ?, ?, ?, ?::jsonb) returning id""";

    /** One statement: an entry is here or in the trail, never in both. */
    private static final String CONFIRM = """
            with done as (
                delete from audit_pending where id = any (?)
                returning id, at, action, user_id, address, request_id, target, details)
            insert into audit_log (at, action, user_id, address, request_id, target, details)
            select at, action, user_id, address, request_id, target, details from done order by id""";

    private static final String DELETE = "delete from audit_pending where id = any (?)";

    @Inject
    RequestDatabase database;

    long add(AuditEntry entry) {
        return database.query(
                        ADD,
                        row -> row.getLong("id"),
                        entry.action(),
                        entry.userId().orElse(null),
                        entry.origin().address().orElse(null),
                        entry.origin().requestId().orElse(null),
                        entry.target(),
                        entry.details().toString())
                .get(0);
    }

    /** @return how many came into the trail; what was left here for too long is there already */
    int confirm(List<Long> ids) {
        return database.update(CONFIRM, new Values("int8", ids.toArray()));
    }

    void delete(List<Long> ids) {
        database.update(DELETE, new Values("int8", ids.toArray()));
    }
}
