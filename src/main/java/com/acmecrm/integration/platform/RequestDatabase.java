package com.acmecrm.integration.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** SQL for requests: within two seconds or not at all. Its callers are {@link OnRequestDatabase}. */
@ApplicationScoped
public class RequestDatabase extends SqlDatabase {

    @Resource(lookup = RequestDataSource.NAME)
    DataSource dataSource;

    @Override
    DataSource dataSource() {
        return dataSource;
    }
}
