package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.WorkDataSource;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The outbox as the relay sees it: whole batches in one statement, on the data source for work, so that sending never
 * takes a connection from a request. Every change counts only with the relay's lease.
 */
@ApplicationScoped
public class OutboxRepository {

    /**
     * Always from the first pending row on: a change that commits late has a lower number than others that are sent
     * already. A contact whose event has failed is parked. Rows are locked in their order, as every batch writer does.
     */
    private static final String BEGIN_SENDING = """
            with batch as (
                select id, seq from event_processing e
                where status = 'pending'
                  and not exists (
                      select from event_processing f where f.status = 'failed' and f.message_key = e.message_key)
                order by seq limit ? for update of e),
            sending as (
                update event_processing e set attempts = attempts + 1
                from batch where e.id = batch.id
                returning e.id, e.seq, e.event_type, e.message_key, e.contact_version, e.details, e.created_at)
            select * from sending order by seq""";

    /** Nothing happens to a row that is no longer pending: it is done already. */
    private static final String MARK = """
            with outcome as (
                select * from unnest(?::uuid[], ?::int[], ?::bigint[], ?::text[]) as o (id, part, position, refusal)),
            locked as (
                select e.id from event_processing e join outcome o on o.id = e.id
                where e.status = 'pending' order by e.seq for update of e)
            update event_processing e
            set status = case when o.refusal is null then 'published' else 'failed' end,
                published_at = case when o.refusal is null then ?::timestamptz end,
                kafka_partition = case when o.refusal is null then o.part end,
                kafka_offset = case when o.refusal is null then o.position end,
                error = o.refusal
            from outcome o join locked l on l.id = o.id
            where e.id = o.id""";

    @Resource(lookup = WorkDataSource.NAME)
    DataSource dataSource;

    @Inject
    RelayLease lease;

    /**
     * The first events that Kafka has not acknowledged, in the order in which they were appended; each counts as tried.
     * None where it is another node's turn.
     */
    @Transactional
    List<Message> beginSending(int limit) {
        if (!lease.take()) {
            return List.of();
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(BEGIN_SENDING)) {
            statement.setInt(1, limit);
            return messages(statement);
        } catch (SQLException failure) {
            throw new OutboxException(failure);
        }
    }

    /** Keeps what became of each event. */
    @Transactional
    void mark(List<Publication> publications, Instant at) {
        lease.renew();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(MARK)) {
            statement.setArray(1, array(connection, "uuid", publications, Publication::id));
            statement.setArray(2, array(connection, "int4", publications, Publication::partition));
            statement.setArray(3, array(connection, "int8", publications, Publication::offset));
            statement.setArray(
                    4,
                    array(
                            connection,
                            "text",
                            publications,
                            outcome -> outcome.refusal().orElse(null)));
            statement.setTimestamp(5, Timestamp.from(at));
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new OutboxException(failure);
        }
    }

    private static java.sql.Array array(
            Connection connection, String type, List<Publication> publications, Function<Publication, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, publications.stream().map(value).toArray());
    }

    private static List<Message> messages(PreparedStatement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery()) {
            List<Message> messages = new ArrayList<>();
            while (found.next()) {
                messages.add(message(found));
            }
            return messages;
        }
    }

    private static Message message(ResultSet found) throws SQLException {
        return new Message(
                found.getObject("id", UUID.class),
                found.getString("event_type"),
                found.getString("message_key"),
                found.getLong("contact_version"),
                found.getString("details"),
                found.getTimestamp("created_at").toInstant());
    }
}
