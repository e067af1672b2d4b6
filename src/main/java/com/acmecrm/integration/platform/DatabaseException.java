package com.acmecrm.integration.platform;

import java.sql.SQLException;

/** PostgreSQL refused a statement or did not answer; the transaction rolls back. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super("PostgreSQL did not do its part", cause);
    }
}
