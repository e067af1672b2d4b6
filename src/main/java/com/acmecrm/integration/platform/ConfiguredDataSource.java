package com.acmecrm.integration.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL where the configuration says it is. The WAR brings its own data sources, so that no server needs a driver
 * or a script; they read their address themselves, because the servers' placeholders have nothing in common.
 */
abstract class ConfiguredDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    /** For all attempts together, with and without TLS; afterwards {@link #patience} counts. */
    static final int LOGIN_SECONDS = 1;

    /** A node that freezes in a transaction would keep its locks, and the others waiting, until it comes back. */
    private static final String ABANDON_IDLE_TRANSACTIONS = "-c idle_in_transaction_session_timeout=5000";

    /**
     * PostgreSQL itself ends a statement this much later than its connection is given up here: it does not notice
     * that, would carry on, and the statements of many repeated requests would pile up.
     */
    private static final Duration SERVER_MARGIN = Duration.ofSeconds(1);

    private final Duration patience;
    private final boolean complete;

    /** @param patience how long an answer of PostgreSQL may take before its connection is given up */
    ConfiguredDataSource(Duration patience) {
        this(DatabaseConfig.read(), patience);
    }

    ConfiguredDataSource(DatabaseConfig config, Duration patience) {
        this.patience = patience;
        config.applyTo(this);
        setReWriteBatchedInserts(true);
        setOptions(ABANDON_IDLE_TRANSACTIONS + " -c statement_timeout="
                + patience.plus(SERVER_MARGIN).toMillis());
        setLoginTimeout(LOGIN_SECONDS);
        setSocketTimeout(LOGIN_SECONDS);
        complete = true;
    }

    /** Payara sets what the annotation does not say, too: to the annotation's default, which is this host. */
    @Override
    public void setServerName(String name) {
        if (!complete) {
            super.setServerName(name);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return HealingConnection.over(this::open, patience);
    }

    /** WildFly asks with an empty user; the configured one is meant. */
    @Override
    public Connection getConnection(String ignoredUser, String ignoredPassword) throws SQLException {
        return getConnection();
    }

    private Connection open() throws SQLException {
        return super.getConnection(getUser(), getPassword());
    }
}
