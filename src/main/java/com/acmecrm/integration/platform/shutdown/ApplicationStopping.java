package com.acmecrm.integration.platform.shutdown;

import java.time.Duration;

/**
 * Fired once, when the server stops the application and nothing is closed yet. Observers are called in the order of these
 * priorities, each when the one before has returned; what is not done by the deadline is cut off, and must survive that
 * as it survives a {@code kill -9}. The servers' own order of {@code @PreDestroy} is none: the beans of an application
 * are destroyed as they happen to lie in a table.
 *
 * @param deadline by {@link System#nanoTime}
 */
public record ApplicationStopping(long deadline) {

    /** Nobody new is let in, and requests that are under way finish. */
    public static final int REQUESTS = 1_000;

    /** Loops are told, all at once, and then waited for: each finishes its round. */
    public static final int LOOPS = 2_000;

    public static final int LOOPS_AWAITED = 2_500;

    /** What loops send with. */
    public static final int KAFKA = 3_000;

    /** What everyone asks. The server closes the pools of PostgreSQL when the application has gone. */
    public static final int REDIS = 4_000;

    public static ApplicationStopping within(Duration patience) {
        return new ApplicationStopping(System.nanoTime() + patience.toNanos());
    }

    /** Not negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
