package com.acmecrm.integration.platform;

/** Redis did not answer in time, or at all. */
public final class RedisUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RedisUnavailableException(Throwable cause) {
        super("Redis does not answer", cause);
    }
}
