package com.acmecrm.integration.platform;

import jakarta.annotation.sql.DataSourceDefinition;
import java.time.Duration;

/**
 * PostgreSQL for the few questions that go through a whole table. They take as long as the table is large; each sets a
 * {@code statement_timeout} of its own instead of the connection's, shorter than the patience here and than WildFly's five minutes for a transaction.
 */
@DataSourceDefinition(
        name = ScanDataSource.NAME,
        className = "com.acmecrm.integration.platform.ScanDataSource",
        minPoolSize = 0,
        maxPoolSize = 4,
        properties = "applicationName=acmecrm-integration-scan")
public final class ScanDataSource extends ConfiguredDataSource {

    /** In JNDI. */
    public static final String NAME = "java:app/jdbc/acmecrm-scan";

    private static final long serialVersionUID = 1L;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String GIVE_UP_WAITING_FOR_LOCKS = " -c lock_timeout=2000";

    public ScanDataSource() {
        super(PATIENCE);
        setOptions(getOptions() + GIVE_UP_WAITING_FOR_LOCKS);
    }
}
