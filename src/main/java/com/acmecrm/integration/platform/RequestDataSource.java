package com.acmecrm.integration.platform;

import jakarta.annotation.sql.DataSourceDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL for requests. The WAR brings its own data source, so that no server needs a driver or a script; it
 * reads its address itself, because the servers' placeholders have nothing in common.
 */
@DataSourceDefinition(
        name = "java:app/jdbc/acmecrm",
        className = "com.acmecrm.integration.platform.RequestDataSource",
        minPoolSize = 0,
        maxPoolSize = 64,
        // WildFly fails without at least one property.
        properties = "applicationName=acmecrm-integration")
public final class RequestDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    public RequestDataSource() {
        DatabaseConfig.read().applyTo(this);
        setReWriteBatchedInserts(true);
    }

    /** WildFly asks with an empty user; the configured one is meant. */
    @Override
    public Connection getConnection(String ignoredUser, String ignoredPassword) throws SQLException {
        return super.getConnection(getUser(), getPassword());
    }
}
