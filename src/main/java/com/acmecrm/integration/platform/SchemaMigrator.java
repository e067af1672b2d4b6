package com.acmecrm.integration.platform;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Migrates the schema before Hibernate compares it with the entities. An {@code Integrator} is the one hook that
 * comes early enough on every server: a start-up bean is too late on Payara.
 */
public final class SchemaMigrator implements Integrator {

    /** PostgreSQL may come up together with this service. */
    private static final int PATIENCE_SECONDS = 60;

    /** Another node may be migrating, and build indexes over many rows. */
    private static final int OTHERS_SECONDS = 1_800;

    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        // Not the requests' data source: a migration may take longer than a request may wait.
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        DatabaseConfig.read().applyTo(dataSource);
        try {
            flyway(dataSource, "classpath:db/migration").migrate();
        } catch (FlywayException failure) {
            if (!SqlStates.isUnavailable(failure)) {
                throw failure;
            }
            throw new IllegalStateException(
                    "PostgreSQL did not answer for %d seconds; is acmecrm.database.url right?"
                            .formatted(PATIENCE_SECONDS),
                    failure);
        }
    }

    /** Older nodes may run on meanwhile, and may start again on a schema that is newer than what they know. */
    public static Flyway flyway(DataSource dataSource, String... locations) {
        FluentConfiguration configuration = Flyway.configure(SchemaMigrator.class.getClassLoader())
                .dataSource(dataSource)
                .locations(locations)
                .connectRetries(PATIENCE_SECONDS)
                .connectRetriesInterval(1)
                .lockRetryCount(OTHERS_SECONDS);
        // "create index concurrently" would wait for a lock's transaction, for ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load();
    }

    @Override
    public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
        // Nothing is held.
    }
}
