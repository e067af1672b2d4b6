package com.acmecrm.integration.platform;

import java.sql.SQLException;

/** What PostgreSQL said, dug out of what JPA made of it (SQLSTATE; PostgreSQL's appendix A). */
public final class SqlStates {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CANCELLED = "57014";

    /** 08: connection; 57P: shut down or starting; 25006: read only, as after a failover; 53300: too many connections. */
    private static final String UNAVAILABLE = "08...|57P..|25006|53300";

    /** 40: deadlock; 55P03: lock timeout. */
    private static final String CONTENDED = "40...|55P03";

    /** Disk, memory, a limit that an operator has set. */
    private static final String EXHAUSTED = "53...";

    private static final String PASSING = UNAVAILABLE + "|" + CONTENDED + "|" + EXHAUSTED + "|" + CANCELLED;

    private SqlStates() {}

    public static boolean isUniqueViolation(Throwable failure) {
        return UNIQUE_VIOLATION.equals(of(failure));
    }

    /** Whether PostgreSQL gave a statement up: its time was over, or somebody asked for it. */
    static boolean isCancelled(Throwable failure) {
        return CANCELLED.equals(of(failure));
    }

    /** Whether PostgreSQL could not just then: neither the statement nor its values are to blame. */
    public static boolean isPassing(Throwable failure) {
        return of(failure).matches(PASSING);
    }

    /** Whether others stood in the way; the transaction has changed nothing, and may be tried again. */
    public static boolean isContended(Throwable failure) {
        return of(failure).matches(CONTENDED);
    }

    /** Whether PostgreSQL has no room for the change: it answers, and reading may well work. */
    static boolean isExhausted(Throwable failure) {
        return of(failure).matches(EXHAUSTED);
    }

    static boolean isUnavailable(Throwable failure) {
        return of(failure).matches(UNAVAILABLE);
    }

    /** The SQLSTATE of the first SQLException among the causes that has one, or an empty string. */
    private static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
