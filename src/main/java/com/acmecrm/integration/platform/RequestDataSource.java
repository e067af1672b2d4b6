package com.acmecrm.integration.platform;

import jakarta.annotation.sql.DataSourceDefinition;
import java.time.Duration;

/**
 * PostgreSQL for requests: an answer within two seconds, or none. The pool is larger than {@link OnRequestDatabase} lets
 * in, so that nobody ever waits for the pool itself, whose patience no WAR can set.
 */
@DataSourceDefinition(
        name = RequestDataSource.NAME,
        className = "com.acmecrm.integration.platform.RequestDataSource",
        minPoolSize = 0,
        maxPoolSize = RequestDataSource.POOL_SIZE,
        // WildFly fails without at least one property.
        properties = "applicationName=acmecrm-integration")
public final class RequestDataSource extends ConfiguredDataSource {

    /** In JNDI. */
    static final String NAME = "java:app/jdbc/acmecrm";

    static final int POOL_SIZE = 256;

    private static final long serialVersionUID = 1L;

    /** Less where the call has waited for its place: a {@link DatabaseCall} that gets no answer is over within two seconds. */
    private static final Duration PATIENCE = Duration.ofMillis(1_400);

    public RequestDataSource() {
        super(PATIENCE);
    }
}
