package com.acmecrm.integration.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** SQL for requests: within two seconds or not at all. Its callers are {@link OnRequestDatabase}. */
@ApplicationScoped
public class RequestDatabase extends SqlDatabase {

    private static final Duration LIST_LIMIT = Duration.ofSeconds(1);

    /**
     * For this transaction alone. What the values are decides which index serves, so that a plan for any value would
     * not do; and compiling a plan takes longer than the page.
     */
    private static final String BOUND = """
            select set_config('statement_timeout', ?, true), set_config('plan_cache_mode', 'force_custom_plan', true),
                set_config('jit', 'off', true)""";

    @Resource(lookup = RequestDataSource.NAME)
    DataSource dataSource;

    @Override
    DataSource dataSource() {
        return dataSource;
    }

    /**
     * Reads a page of a list by conditions that the client has chosen, and for some of which there is no index.
     *
     * @throws StatementTimeoutException if it would take longer than a second
     * @throws DatabaseException if PostgreSQL refuses or does not answer
     */
    public <T> List<T> queryList(String sql, RowMapper<T> mapper, Object... parameters) {
        return queryWithin(LIST_LIMIT, sql, mapper, parameters);
    }

    /**
     * Reads rows by a statement whose duration the client's values decide. Only in a transaction, which keeps the limit
     * to its end.
     *
     * @param limit shorter than a connection waits for any answer, or it would be given up before
     * @throws StatementTimeoutException if it would take longer
     * @throws DatabaseException if PostgreSQL refuses or does not answer
     */
    private <T> List<T> queryWithin(Duration limit, String sql, RowMapper<T> mapper, Object... parameters) {
        query(BOUND, row -> row.getString(1), Long.toString(limit.toMillis()));
        long begin = System.nanoTime();
        try {
            return query(sql, mapper, parameters);
        } catch (DatabaseException failure) {
            // Earlier, somebody else has cancelled it.
            if (SqlStates.isCancelled(failure) && System.nanoTime() - begin >= limit.toNanos()) {
                throw new StatementTimeoutException(limit, failure);
            }
            throw failure;
        }
    }
}
