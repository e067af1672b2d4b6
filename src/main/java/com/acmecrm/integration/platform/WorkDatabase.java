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
}
