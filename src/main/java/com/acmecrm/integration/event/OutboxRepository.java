package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.WorkDataSource;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
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
import javax.sql.DataSource;

/**
 * The outbox as the relay sees it: whole batches in one statement, on the data source for work, so that sending never
 * takes a connection from a request.
 */
@ApplicationScoped
public class OutboxRepository {

    private static final String FIND_PENDING = """
            select id, event_type, message_key, contact_version, details, created_at
            from event_processing where status = 'pending' order by seq limit ?""";

    private static final String MARK_PUBLISHED = """
            update event_processing set status = 'published', published_at = ?
            where id = any (?) and status = 'pending'""";

    @Resource(lookup = WorkDataSource.NAME)
    DataSource dataSource;

    /** The first events that Kafka has not acknowledged, in the order in which they were appended. */
    @Transactional
    List<Message> findPending(int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND_PENDING)) {
            statement.setInt(1, limit);
            return messages(statement);
        } catch (SQLException failure) {
            throw new OutboxException(failure);
        }
    }

    /** Leaves alone what is no longer pending. */
    @Transactional
    void markPublished(List<UUID> ids, Instant at) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(MARK_PUBLISHED)) {
            statement.setTimestamp(1, Timestamp.from(at));
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new OutboxException(failure);
        }
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
