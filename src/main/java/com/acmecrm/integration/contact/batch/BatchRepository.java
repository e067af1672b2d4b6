package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.platform.RequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The transaction of a batch. By SQL, because WildFly lets nobody roll back to a savepoint by JDBC. */
@ApplicationScoped
public class BatchRepository {

    /** Less than an answer may take: who waits longer for others is told so, and the connection lives. */
    private static final String BOUND_WAITING = "select set_config('lock_timeout', '500ms', true)";

    @Inject
    RequestDatabase database;

    /** With a savepoint. */
    void begin() {
        database.query(BOUND_WAITING, row -> row.getString(1));
        database.update("savepoint contact_batch");
    }

    /** Gives up what has been written and locked so far; more can be done then. */
    void rollBackToSavepoint() {
        database.update("rollback to savepoint contact_batch");
    }
}
