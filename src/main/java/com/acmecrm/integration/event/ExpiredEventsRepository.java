package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.SqlDatabase.Values;
import com.acmecrm.integration.platform.WorkDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Events that nobody needs any more. */
@ApplicationScoped
public class ExpiredEventsRepository {

    /**
     * What is locked is just being marked: it can wait for the next time, and so nobody waits for this. {@code offset 0}
     * as in {@link OutboxRepository}.
     */
    private static final String EXPIRED = """
            select e.id from event_processing e
            where e.changed_at < ? and e.status in ('published', 'processed', 'discarded') and e.id <> all (?)
                and not exists (
                    select from event_processing f
                    where f.status = 'failed' and f.message_key = e.message_key offset 0)
            order by e.changed_at limit ? for update of e skip locked""";

    private static final String DELETE =
            "delete from event_processing where id = any (?) and status in ('published', 'processed', 'discarded')";

    private static final String DELETE_RATES =
            "delete from event_rates where minute < clock_timestamp() - interval '1 day'";

    private static final String DELETE_POISON = "delete from poison_messages where seen_at < ?";

    private static final String DELETE_RETRIES = "delete from event_retry_jobs where finished_at < ?";

    @Inject
    WorkDatabase database;

    @Inject
    Event<EventsExpiring> expiring;

    /**
     * Deletes the oldest events that were done with before a time, and whose contact does not wait for a failed one.
     *
     * @return how many; fewer than the limit where there were no more
     */
    @Transactional
    int deleteBefore(Instant before, int limit, Set<UUID> except) {
        return delete(find(before, limit, except));
    }

    /** Those that {@link #deleteBefore} would delete. */
    @Transactional
    List<UUID> find(Instant before, int limit, Set<UUID> except) {
        return database.query(
                EXPIRED, row -> row.getObject("id", UUID.class), before, new Values("uuid", except.toArray()), limit);
    }

    @Transactional
    int delete(List<UUID> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        expiring.fire(new EventsExpiring(ids));
        return database.update(DELETE, new Values("uuid", ids.toArray()));
    }

    /** Deletes what is kept beside events: poison and retries by filter from before a time, rates after a day. */
    @Transactional
    void deleteNotes(Instant before) {
        database.update(DELETE_POISON, before);
        database.update(DELETE_RETRIES, before);
        database.update(DELETE_RATES);
    }
}
