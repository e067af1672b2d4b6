package com.acmecrm.integration.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** The rows of {@link BatchComparison#SIZE} creates by JDBC's own batches, in one commit and with nothing around it. */
final class BareBatch implements AutoCloseable {

    private final Connection connection;
    private final Templates templates;
    private final PreparedStatement internal;
    private final PreparedStatement acme;
    private final PreparedStatement event;

    BareBatch(Connection connection, Templates templates) throws SQLException {
        this.connection = connection;
        this.templates = templates;
        connection.setAutoCommit(false);
        internal = connection.prepareStatement(BareSql.INSERT_INTERNAL);
        acme = connection.prepareStatement(BareSql.INSERT_ACME);
        event = connection.prepareStatement(BareSql.INSERT_EVENT);
    }

    Void create() throws SQLException {
        for (int row = 0; row < BatchComparison.SIZE; row++) {
            add();
        }
        internal.executeBatch();
        acme.executeBatch();
        event.executeBatch();
        connection.commit();
        return null;
    }

    private void add() throws SQLException {
        UUID id = UUID.randomUUID();
        String key = "internal:" + id;
        Sql.bind(internal, templates.internal(Contacts.randomNotes()), "internal", id.toString(), id);
        internal.addBatch();
        Sql.bind(acme, key, templates.acme());
        acme.addBatch();
        Sql.bind(event, "contact.created", key, templates.created(), UUID.randomUUID());
        event.addBatch();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
