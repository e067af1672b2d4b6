package com.acmecrm.integration.platform;

/** Redis did not answer in time, or at all, or has an invalid value under a key that a request needs. */
public final class RedisUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    private RedisUnavailableException(boolean outcomeUnknown, Throwable cause) {
        super("Redis does not answer", cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /** Nothing that matters has been changed. */
    public static RedisUnavailableException unchanged(Throwable cause) {
        return new RedisUnavailableException(false, cause);
    }

    /** A change was sent; Redis may make it, also when it answers again. */
    static RedisUnavailableException outcomeUnknown(Throwable cause) {
        return new RedisUnavailableException(true, cause);
    }

    /** Whether a change was sent and its answer never came; otherwise nothing has been changed. */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }
}
