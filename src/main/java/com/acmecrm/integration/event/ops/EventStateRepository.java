package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.platform.RequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** The moves of a failed event that a person decides; each says from where it goes, and is kept in the history. */
@ApplicationScoped
public class EventStateRepository {

    /** What was never sent is sent again; what stands on the topic is only handled again. */
    static final String RETRIED = """
            set status = case when e.kafka_offset is null then 'pending' else 'published' end,
                processing_attempts = 0, error = null, retry_at = null, changed_at = clock_timestamp()""";

    private static final String RETRY =
            "update event_processing e " + RETRIED + " where e.id = ? and e.status = 'failed'";

    private static final String DISCARD = """
            update event_processing set status = 'discarded', retry_at = null, changed_at = clock_timestamp()
            where id = ? and status = 'failed'""";

    private static final String STATUS = "select status from event_processing where id = ?";

    private static final String NOTE = """
            insert into event_history (event_id, action, reason, user_id, username) values (?, ?, ?, ?, ?)""";

    @Inject
    RequestDatabase database;

    /** @return whether it was failed */
    boolean retry(UUID id, String reason, Operator operator) {
        return move(RETRY, id, "retry", reason, operator);
    }

    /** @return whether it was failed */
    boolean discard(UUID id, String reason, Operator operator) {
        return move(DISCARD, id, "discard", reason, operator);
    }

    private boolean move(String sql, UUID id, String action, String reason, Operator operator) {
        if (database.update(sql, id) == 0) {
            return false;
        }
        database.update(NOTE, id, action, reason, operator.userId(), operator.username());
        return true;
    }

    Optional<String> findStatus(UUID id) {
        return database.query(STATUS, row -> row.getString(1), id).stream().findFirst();
    }
}
