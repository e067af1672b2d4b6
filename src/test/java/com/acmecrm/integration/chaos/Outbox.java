package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.Cluster;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The outbox of a cluster, as {@code psql} sees it. */
final class Outbox {

    private final Cluster cluster;

    Outbox(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The events of all contacts whose key begins like this. */
    List<OutboxRow> rows(String marker) throws SQLException {
        return query(
                "select id, message_key, event_type, contact_version, seq, status from event_processing"
                        + " where starts_with(message_key, ?)",
                Outbox::row,
                marker);
    }

    private static OutboxRow row(ResultSet found) throws SQLException {
        return new OutboxRow(
                found.getString("id"),
                found.getString("message_key"),
                found.getString("event_type"),
                found.getLong("contact_version"),
                found.getLong("seq"),
                found.getString("status"));
    }

    /** Everything is sent and consumed. */
    boolean isAtRest() throws SQLException {
        return is("not exists (select from event_processing where status in ('pending', 'published'))");
    }

    boolean is(String condition, Object... parameters) throws SQLException {
        return query("select " + condition, found -> found.getBoolean(1), parameters)
                .get(0);
    }

    /** Whose turn it is; a node draws its id when it starts. */
    String owner() throws SQLException {
        return query("select owner from relay_lease where name = 'outbox'", found -> found.getString(1))
                .get(0);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = cluster.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    <T> List<T> query(String sql, Mapping<T> mapping, Object... parameters) throws SQLException {
        try (Connection connection = cluster.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            List<T> all = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    all.add(mapping.of(found));
                }
            }
            return all;
        }
    }

    /** What a row tells. */
    interface Mapping<T> {

        T of(ResultSet found) throws SQLException;
    }
}
