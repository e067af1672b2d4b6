package com.acmecrm.integration.platform.health;

import com.acmecrm.integration.platform.DatabaseProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.Readiness;

/** PostgreSQL answers and can be written. */
@Readiness
@ApplicationScoped
public class PostgresHealthCheck extends DependencyHealthCheck {

    private static final String WRITABLE = "select not current_setting('transaction_read_only')::boolean";

    @Inject
    DatabaseProbe database;

    public PostgresHealthCheck() {
        super("postgresql", Absence.DOWN);
    }

    @Override
    protected void ask() {
        if (!database.ask(WRITABLE, row -> row.getBoolean(1))) {
            throw new IllegalStateException("It can only be read, as after a failover");
        }
    }
}
