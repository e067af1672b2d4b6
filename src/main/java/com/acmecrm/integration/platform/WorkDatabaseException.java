package com.acmecrm.integration.platform;

import java.sql.SQLException;

/** Work on PostgreSQL did not come about; its transaction rolls back. */
public final class WorkDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WorkDatabaseException(SQLException cause) {
        super("PostgreSQL did not do its part", cause);
    }
}
