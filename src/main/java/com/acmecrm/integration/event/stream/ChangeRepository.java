package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.WorkDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events in the order in which they changed. */
@ApplicationScoped
public class ChangeRepository {

    /** Infinity has no position, and only a person can have written it. */
    private static final String AFTER = """
            select statement_timestamp() as read_at,
                id, event_type, message_key, status, contact_version, changed_at, left(error, 1000) as error
            from event_processing
            where (changed_at, id) > (?, ?) and isfinite(changed_at) order by changed_at, id limit ?""";

    private static final String NOW = "select statement_timestamp() as at";

    /** Where there are not that many changes, the hour alone counts: greatest() passes over null. */
    private static final String OLDEST_TO_REPEAT = """
            select greatest(
                statement_timestamp() - interval '1 hour',
                (select changed_at from event_processing order by changed_at desc offset ? limit 1)) as at""";

    @Inject
    WorkDatabase database;

    /** What changed after a place; each event once, as it is now. */
    @Transactional
    List<Change> after(Position place, int limit) {
        return database.query(AFTER, ChangeRepository::change, place.at(), place.event(), limit);
    }

    /** By PostgreSQL's clock, as all changes are. */
    @Transactional
    Instant now() {
        return instant(NOW);
    }

    /** How far back changes may be repeated for one watcher: an hour, and no more than this many. */
    @Transactional
    Instant oldestToRepeat(int limit) {
        return instant(OLDEST_TO_REPEAT, limit);
    }

    private Instant instant(String sql, Object... parameters) {
        return database.query(sql, row -> row.getTimestamp("at").toInstant(), parameters)
                .get(0);
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getObject("id", UUID.class),
                row.getString("event_type"),
                row.getString("message_key"),
                row.getString("status"),
                row.getLong("contact_version"),
                row.getTimestamp("changed_at").toInstant(),
                Optional.ofNullable(row.getString("error")),
                row.getTimestamp("read_at").toInstant());
    }
}
