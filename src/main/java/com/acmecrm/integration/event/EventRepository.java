package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.Origin;
import com.acmecrm.integration.platform.Portions;
import com.acmecrm.integration.platform.RequestDatabase;
import com.acmecrm.integration.platform.SqlDatabase.Change;
import com.acmecrm.integration.platform.SqlDatabase.Values;
import com.acmecrm.integration.platform.trace.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The outbox as requests see it. */
@ApplicationScoped
public class EventRepository {

    private static final String BACKLOG = """
            select
                (select count(*) from event_processing where status = 'pending'),
                (select count(*) from event_processing where status = 'failed'),
                coalesce(
                    (select greatest(0, extract(epoch from clock_timestamp() - created_at)) * 1000
                     from event_processing where status = 'pending' order by seq limit 1),
                    0)""";

    private static final String APPEND = """
            insert into event_processing (id, event_type, status, message_key, contact_version, details, created_at,
                actor, address, request_id, traceparent)
            values (?, ?, 'pending', ?, ?, ?::json, ?, ?, ?, ?, ?)""";

    /** In the order of its parameters: {@code unnest} gives its rows in their order, and seq is drawn for each in turn. */
    private static final String APPEND_ALL = """
            insert into event_processing (id, event_type, status, message_key, contact_version, details, created_at,
                actor, address, request_id, traceparent)
            select e.id, e.event_type, 'pending', e.message_key, e.contact_version, e.details::json, ?::timestamptz,
                ?::text, ?::text, ?::text, ?::text
            from unnest(?, ?, ?, ?, ?) as e (id, event_type, message_key, contact_version, details)""";

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    RequestDatabase database;

    /** Writes what is waiting in the persistence context first, then {@code before}, then the event. */
    void append(List<Change> before, OutboxEvent event, Origin origin, Instant now) {
        entityManager.flush();
        List<Change> changes = new ArrayList<>(before);
        changes.add(new Change(
                APPEND,
                UUID.randomUUID(),
                event.type(),
                event.key(),
                event.version(),
                event.details(),
                now,
                origin.userId().orElse(null),
                origin.address().orElse(null),
                origin.requestId().orElse(null),
                origin.trace().map(TraceContext::header).orElse(null)));
        database.updateAll(changes);
    }

    /** As {@link #append}, many in few statements. */
    void appendAll(List<OutboxEvent> events, Origin origin, Instant now) {
        entityManager.flush();
        Portions.of(events).forEach(portion -> appendPortion(portion, origin, now));
    }

    private void appendPortion(List<OutboxEvent> events, Origin origin, Instant now) {
        database.update(
                APPEND_ALL,
                now,
                origin.userId().orElse(null),
                origin.address().orElse(null),
                origin.requestId().orElse(null),
                origin.trace().map(TraceContext::header).orElse(null),
                Values.of("uuid", events, event -> UUID.randomUUID()),
                Values.of("text", events, OutboxEvent::type),
                Values.of("text", events, OutboxEvent::key),
                Values.of("int8", events, OutboxEvent::version),
                Values.of("text", events, OutboxEvent::details));
    }

    /** Counted anew; the partial indices that the relay works by keep it cheap. */
    Backlog backlog() {
        Object[] row = (Object[]) entityManager.createNativeQuery(BACKLOG).getSingleResult();
        return new Backlog(
                ((Number) row[0]).longValue(),
                ((Number) row[1]).longValue(),
                Duration.ofMillis(((Number) row[2]).longValue()));
    }
}
