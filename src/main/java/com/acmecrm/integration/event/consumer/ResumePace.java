package com.acmecrm.integration.event.consumer;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * When to look for what was left behind: every half second; at once again while there is more; and never for more than a
 * tenth of the time, however many events are parked.
 */
final class ResumePace {

    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();
    private static final int SHARE = 10;

    private long due = System.nanoTime();

    boolean isDue() {
        return System.nanoTime() - due >= 0;
    }

    /** @param look returns whether there may be more */
    void measure(BooleanSupplier look) {
        long start = System.nanoTime();
        boolean more = look.getAsBoolean();
        long end = System.nanoTime();
        due = more ? end : end + Math.max(PAUSE_NANOS, SHARE * (end - start));
    }
}
