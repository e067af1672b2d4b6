package com.acmecrm.integration.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** SQL for requests: within two seconds or not at all. Its callers are {@link OnRequestDatabase}. */
@ApplicationScoped
public class RequestDatabase extends SqlDatabase {

    /**
     * For this transaction alone. What the values are decides which index serves, so that a plan for any value would
     * not do; and compiling a plan takes longer than the page.
     */
    private static final String BOUND = """
            select set_config('statement_timeout', ?, true), set_config('plan_cache_mode', 'force_custom_plan', true),
                set_config('jit', 'off', true)""";

    /** For the way to PostgreSQL and back. */
    private static final Duration GRACE = Duration.ofMillis(300);

    @Resource(lookup = RequestDataSource.NAME)
    DataSource dataSource;

    @Override
    DataSource dataSource() {
        return dataSource;
    }

    /**
     * Reads rows by a statement whose duration the client's values decide. Only in a transaction, which keeps the limit
     * to its end.
     *
     * @throws StatementTimeoutException if it would take longer
     * @throws DatabaseException if PostgreSQL refuses or does not answer
     */
    public <T> List<T> queryWithin(Duration limit, String sql, RowMapper<T> mapper, Object... parameters) {
        // With the usual patience: who finds PostgreSQL frozen learns it here, not after the limit.
        query(BOUND, row -> row.getString(1), Long.toString(limit.toMillis()));
        long begin = System.nanoTime();
        try (Connection connection = dataSource.getConnection();
                Patience patience = Patience.of(connection, limit.plus(GRACE))) {
            return query(sql, mapper, parameters);
        } catch (SQLException failure) {
            throw new DatabaseException(failure);
        } catch (DatabaseException failure) {
            // Earlier, somebody else has cancelled it.
            if (SqlStates.isCancelled(failure) && System.nanoTime() - begin >= limit.toNanos()) {
                throw new StatementTimeoutException(failure);
            }
            throw failure;
        }
    }

    /** How long a connection waits for an answer, until this is closed. */
    private record Patience(Connection connection, int before) implements AutoCloseable {

        static Patience of(Connection connection, Duration duration) throws SQLException {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int) duration.toMillis());
            return new Patience(connection, before);
        }

        @Override
        public void close() throws SQLException {
            connection.setNetworkTimeout(Runnable::run, before);
        }
    }
}
