package com.acmecrm.integration.platform;

/** PostgreSQL did not answer in time, or at all, or has no room. */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    private DatabaseUnavailableException(String message, boolean outcomeUnknown, Throwable cause) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /** Too many wait already; nothing has been changed. */
    public static DatabaseUnavailableException busy() {
        return new DatabaseUnavailableException("PostgreSQL is busy", false, null);
    }

    static DatabaseUnavailableException of(DatabaseCall.Trouble trouble, Throwable cause) {
        return new DatabaseUnavailableException(
                "PostgreSQL is not available", trouble == DatabaseCall.Trouble.OUTCOME_UNKNOWN, cause);
    }

    /** The same, where the caller is certain that its change has not been made. */
    public DatabaseUnavailableException unchanged() {
        return new DatabaseUnavailableException(getMessage(), false, getCause());
    }

    /** Whether a commit was sent and its answer never came; otherwise nothing has been changed. */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }
}
