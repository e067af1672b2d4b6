package com.acmecrm.integration.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import javax.sql.DataSource;

/** SQL on the data source for questions that go through a whole table. */
@ApplicationScoped
public class ScanDatabase extends SqlDatabase {

    /** The longest that a statement may be given. */
    public static final Duration LONGEST = Duration.ofMinutes(4);

    private static final String LIMIT = "select set_config('statement_timeout', ?, true)";

    @Resource(lookup = ScanDataSource.NAME)
    DataSource dataSource;

    @Override
    DataSource dataSource() {
        return dataSource;
    }

    /** PostgreSQL cancels what takes longer in the caller's transaction from here on. */
    public void limit(Duration statement) {
        query(LIMIT, row -> row.getString(1), Long.toString(statement.toMillis()));
    }
}
