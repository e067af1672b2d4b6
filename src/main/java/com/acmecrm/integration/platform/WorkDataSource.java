package com.acmecrm.integration.platform;

import jakarta.annotation.sql.DataSourceDefinition;
import java.time.Duration;

/**
 * PostgreSQL for work that nobody waits for, and that is done again where it was lost: its patience is longer, and requests
 * never wait for its connections.
 */
@DataSourceDefinition(
        name = WorkDataSource.NAME,
        className = "com.acmecrm.integration.platform.WorkDataSource",
        minPoolSize = 0,
        maxPoolSize = 16,
        properties = "applicationName=acmecrm-integration-work")
public final class WorkDataSource extends ConfiguredDataSource {

    /** In JNDI. */
    public static final String NAME = "java:app/jdbc/acmecrm-work";

    private static final long serialVersionUID = 1L;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Shorter than PostgreSQL bears an idle transaction. A node that freezes while it waits for a lock would else get it
     * when another frozen transaction ends, and keep it for as long again.
     */
    private static final String GIVE_UP_WAITING_FOR_LOCKS = " -c lock_timeout=2000";

    /** What a crash of PostgreSQL takes away of this work is done again: a commit need not wait for the disk. */
    private static final String COMMIT_WITHOUT_WAITING = " -c synchronous_commit=off";

    public WorkDataSource() {
        super(PATIENCE);
        setOptions(getOptions() + GIVE_UP_WAITING_FOR_LOCKS + COMMIT_WITHOUT_WAITING);
    }
}
