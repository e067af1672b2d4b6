package com.acmecrm.integration.platform;

import java.time.Duration;

/** A statement would have taken longer than it may; the transaction is of no use any more. */
public final class StatementTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration limit;

    StatementTimeoutException(Duration limit, DatabaseException cause) {
        super("PostgreSQL cancelled the statement after " + limit, cause);
        this.limit = limit;
    }

    public Duration limit() {
        return limit;
    }
}
