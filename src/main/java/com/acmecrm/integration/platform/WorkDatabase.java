package com.acmecrm.integration.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** SQL on the data source for work that nobody waits for. */
@ApplicationScoped
public class WorkDatabase extends SqlDatabase {

    @Resource(lookup = WorkDataSource.NAME)
    DataSource dataSource;

    @Override
    DataSource dataSource() {
        return dataSource;
    }

    /** For what a crash of PostgreSQL may take away because it is then done again: the commit does not wait for the disk. */
    public void commitWithoutWaiting() {
        query("select set_config('synchronous_commit', 'off', true)", row -> row.getString(1));
    }
}
