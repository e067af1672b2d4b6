package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.event.EventRates;
import com.acmecrm.integration.event.EventRows;
import com.acmecrm.integration.platform.SqlDatabase.Values;
import com.acmecrm.integration.platform.WorkDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Events as the consumer sees them. What the relay has not filled in yet, because the consumer was faster, is filled in
 * here; rows are locked in the order of {@code seq}, as every batch writer does.
 */
@ApplicationScoped
public class ConsumerRepository {

    private static final String CLAIM = """
            select e.*,
                case
                    when e.status in ('processed', 'discarded') then 'DONE'
                    when e.status = 'failed' or e.retry_at > clock_timestamp() then 'WAITING'
                    when exists (
                        select from event_processing p
                        where p.message_key = e.message_key and p.seq < e.seq
                            and p.status in ('pending', 'published', 'failed') and p.id <> all (?))
                        then 'WAITING'
                    else 'READY'
                end as readiness
            from event_processing e where e.id = any (?) order by e.seq for update of e""";

    /** An event that was pending still has been published, too: the relay's mark will find it done. */
    private static final String COUNT = """
            ,
            marked as (
                select status from changed where status <> 'published'
                union all select 'published' from changed where was = 'pending')""" + EventRates.RAISE;

    private static final String MARK_PROCESSED = """
            with changed as (
                update event_processing e
                set status = 'processed', processed_at = ?, changed_at = clock_timestamp(), retry_at = null,
                    error = null, published_at = coalesce(e.published_at, o.at),
                    kafka_partition = coalesce(e.kafka_partition, o.part),
                    kafka_offset = coalesce(e.kafka_offset, o.position)
                from unnest(?, ?, ?, ?) as o (id, part, position, at) join event_processing b on b.id = o.id
                where e.id = o.id and e.status in ('pending', 'published')
                returning e.status, b.status as was)""" + COUNT;

    private static final String HOLD = "select * from event_processing where id = ? for update";

    private static final String SET_BACK = """
            with changed as (
                update event_processing e
                set status = ?, processing_attempts = e.processing_attempts + ?, error = ?, retry_at = ?::timestamptz,
                    changed_at = clock_timestamp(), published_at = coalesce(e.published_at, ?),
                    kafka_partition = coalesce(e.kafka_partition, ?), kafka_offset = coalesce(e.kafka_offset, ?)
                from event_processing b
                where e.id = ? and b.id = e.id and e.status in ('pending', 'published')
                returning e.status, b.status as was)""" + COUNT;

    /**
     * What the consumer has left behind in its partitions: to be retried, or freed since by a person. {@code offset 0}
     * keeps PostgreSQL from joining events with all those that are not done, which it does where it last counted when
     * there were none.
     */
    private static final String RESUMABLE = """
            select e.id, e.kafka_partition, e.kafka_offset, e.published_at
            from unnest(?, ?) as o (part, next) cross join lateral (
                select * from event_processing e
                where e.status = 'published' and e.kafka_partition = o.part and e.kafka_offset < o.next
                    and (e.retry_at is null or e.retry_at <= clock_timestamp())
                    and not exists (
                        select from event_processing p
                        where p.message_key = e.message_key and p.seq < e.seq
                            and p.status in ('pending', 'published', 'failed')
                        offset 0)
                order by e.kafka_offset limit ?) e
            order by e.seq limit ?""";

    private static final String KEEP_POISON = """
            insert into poison_messages (kafka_partition, kafka_offset, reason, seen_at)
            values (?, ?, ?, clock_timestamp()) on conflict do nothing""";

    @Inject
    WorkDatabase database;

    /** Those that have a row, in the order of {@code seq}, held until the transaction ends. */
    List<Claim> claim(List<UUID> ids) {
        Values all = new Values("uuid", ids.toArray());
        return database.query(
                CLAIM,
                row -> new Claim(EventRows.message(row), Claim.Readiness.valueOf(row.getString("readiness"))),
                all,
                all);
    }

    void markProcessed(List<Place> places, Instant at) {
        database.update(
                MARK_PROCESSED,
                at,
                Values.of("uuid", places, Place::id),
                Values.of("int4", places, Place::partition),
                Values.of("int8", places, Place::offset),
                Values.of("timestamptz", places, place -> place.publishedAt().toString()));
    }

    /** The event with one more attempt than it had, held until the transaction ends. */
    Postponed hold(UUID id) {
        return database.query(
                        HOLD, row -> new Postponed(EventRows.message(row), row.getInt("processing_attempts") + 1), id)
                .get(0);
    }

    /** Counts an attempt and names the time of the next. */
    void postpone(Place place, String error, Instant retryAt) {
        setBack("published", 1, place, error, retryAt.toString());
    }

    void fail(Place place, String error) {
        setBack("failed", 0, place, error, null);
    }

    private void setBack(String status, int attempt, Place place, String error, String retryAt) {
        database.update(
                SET_BACK,
                status,
                attempt,
                error,
                retryAt,
                place.publishedAt(),
                place.partition(),
                place.offset(),
                place.id());
    }

    /** @param positions the offset that comes next, by partition */
    List<Place> resumable(Map<Integer, Long> positions, int limit) {
        List<Map.Entry<Integer, Long>> partitions = List.copyOf(positions.entrySet());
        return database.query(
                RESUMABLE,
                row -> new Place(
                        row.getObject("id", UUID.class),
                        row.getInt("kafka_partition"),
                        row.getLong("kafka_offset"),
                        row.getTimestamp("published_at").toInstant()),
                Values.of("int4", partitions, Map.Entry::getKey),
                Values.of("int8", partitions, Map.Entry::getValue),
                limit,
                limit);
    }

    void keepPoison(Delivery poison, String reason) {
        database.update(KEEP_POISON, poison.partition(), poison.offset(), reason);
    }
}
