package com.acmecrm.integration.ratelimit;

import java.time.Duration;

/**
 * What a counted call came to.
 *
 * @param limit calls allowed to this caller in a window
 * @param count calls in the window so far, this one among them
 * @param untilReset how long the window still lasts
 */
public record RateVerdict(RatePolicy policy, int limit, long count, Duration untilReset) {

    public boolean isExceeded() {
        return count > limit;
    }

    /** A policy in shadow mode refuses nobody. */
    public boolean isRefused() {
        return isExceeded() && policy.mode() == RatePolicy.Mode.ENFORCE;
    }

    /** {@code RateLimit-Policy} (IETF draft-ietf-httpapi-ratelimit-headers). */
    public String policyHeader() {
        return "\"%s\";q=%d;w=%d"
                .formatted(policy.name(), limit, policy.window().toSeconds());
    }

    /** {@code RateLimit}: what is left after this call, and the seconds until the window ends, rounded up. */
    public String limitHeader() {
        return "\"%s\";r=%d;t=%d".formatted(policy.name(), remaining(), secondsUntilReset());
    }

    public long secondsUntilReset() {
        return untilReset.plusMillis(999).toSeconds();
    }

    private long remaining() {
        return Math.max(0, limit - count);
    }
}
