package com.acmecrm.integration.platform;

/** A statement would have taken longer than it may; the transaction is of no use any more. */
public final class StatementTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StatementTimeoutException(DatabaseException cause) {
        super("PostgreSQL gave the statement up when its time was over", cause);
    }
}
