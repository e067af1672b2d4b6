package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.SqlDatabase.RowMapper;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Small questions to PostgreSQL on a connection of their own, one at a time. Beside the pools: who looks whether
 * PostgreSQL is there must neither wait behind requests nor make the server's pools complain once a second.
 */
@Dependent
public class DatabaseProbe {

    private static final Duration PATIENCE = Duration.ofMillis(900);

    private final ProbeDataSource dataSource = new ProbeDataSource();
    private Connection connection;

    /**
     * Reads the one row of a query.
     *
     * @throws DatabaseException if PostgreSQL refuses or does not answer, within about a second on a connection that
     *     was good, and after about two where it must connect anew
     */
    public synchronized <T> T ask(String sql, RowMapper<T> mapper) {
        try {
            if (connection == null) {
                connection = dataSource.getConnection();
            }
            return read(sql, mapper);
        } catch (SQLException failure) {
            throw new DatabaseException(failure);
        }
    }

    private <T> T read(String sql, RowMapper<T> mapper) throws SQLException {
        connection.setAutoCommit(false); // the moment at which it heals
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return mapper.map(row);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new DatabaseException(failure);
        }
    }

    private static final class ProbeDataSource extends ConfiguredDataSource {

        private static final long serialVersionUID = 1L;

        ProbeDataSource() {
            super(PATIENCE);
            setApplicationName("acmecrm-integration-health");
        }
    }
}
