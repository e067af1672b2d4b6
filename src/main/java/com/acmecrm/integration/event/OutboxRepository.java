package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.SqlDatabase.Values;
import com.acmecrm.integration.platform.WorkDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/**
 * The outbox as the relay sees it: whole batches in one statement, on the data source for work, so that sending never
 * takes a connection from a request. Every change counts only with the relay's lease.
 */
@ApplicationScoped
public class OutboxRepository {

    /**
     * Always from the first pending row on: a change that commits late has a lower number than others that are sent
     * already. What comes behind a failed event of its contact is parked; {@code offset 0} keeps PostgreSQL from joining
     * with all failed ones, which it does where it last counted when there were none. Rows are locked in their order, as
     * every batch writer does.
     */
    private static final String BEGIN_SENDING = """
            with batch as (
                select id, seq from event_processing e
                where status = 'pending'
                  and not exists (
                      select from event_processing f
                      where f.status = 'failed' and f.kafka_offset is null
                        and f.message_key = e.message_key and f.seq < e.seq
                      offset 0)
                order by seq limit ? for update of e),
            sending as (
                update event_processing e set attempts = attempts + 1
                from batch where e.id = batch.id
                returning e.id, e.seq, e.event_type, e.message_key, e.contact_version, e.details, e.created_at,
                    e.traceparent)
            select * from sending order by seq""";

    /** Nothing happens to a row that is no longer pending: it is done already. */
    private static final String MARK = """
            with outcome as (
                select * from unnest(?, ?, ?, ?) as o (id, part, position, refusal)),
            locked as (
                select e.id from event_processing e join outcome o on o.id = e.id
                where e.status = 'pending' order by e.seq for update of e),
            marked as (
                update event_processing e
                set status = case when o.refusal is null then 'published' else 'failed' end,
                    published_at = case when o.refusal is null then ?::timestamptz end,
                    kafka_partition = case when o.refusal is null then o.part end,
                    kafka_offset = case when o.refusal is null then o.position end,
                    error = o.refusal, changed_at = clock_timestamp()
                from outcome o join locked l on l.id = o.id
                where e.id = o.id
                returning e.status)""" + EventRates.RAISE;

    @Inject
    WorkDatabase database;

    @Inject
    RelayLease lease;

    /**
     * The first events that Kafka has not acknowledged, in the order in which they were appended; each counts as tried.
     * None where it is another node's turn.
     */
    @Transactional
    List<Message> beginSending(int limit) {
        return lease.take() ? database.query(BEGIN_SENDING, EventRows::message, limit) : List.of();
    }

    /** Keeps what became of each event. */
    @Transactional
    void mark(List<Publication> publications, Instant at) {
        lease.renew();
        database.update(
                MARK,
                Values.of("uuid", publications, Publication::id),
                Values.of("int4", publications, Publication::partition),
                Values.of("int8", publications, Publication::offset),
                Values.of("text", publications, outcome -> outcome.refusal().orElse(null)),
                at);
    }
}
