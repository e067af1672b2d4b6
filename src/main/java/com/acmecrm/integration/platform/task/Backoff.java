package com.acmecrm.integration.platform.task;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after failures in a row: twice as long each time, up to a cap, with a random half of it. */
public final class Backoff {

    private static final long FIRST_MILLIS = 200;
    private static final long CAP_MILLIS = 5_000;

    private final RandomGenerator random;
    private int failures;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    public void succeeded() {
        failures = 0;
    }

    /** Whether the last thing that happened was a failure. */
    public boolean isOn() {
        return failures > 0;
    }

    /** After one more failure. */
    public Duration next() {
        long full = Math.min(CAP_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
        failures++;
        // The other half is random, so that nodes that failed together do not come back together.
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
}
