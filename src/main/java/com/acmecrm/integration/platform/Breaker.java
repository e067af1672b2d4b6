package com.acmecrm.integration.platform;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps calls from waiting for a dependency that has stopped answering: after a few failures in a row only one call at a
 * time goes out to see, and the others are refused at once. Without it, requests that wait would take all threads of the
 * server, and the next ones would wait for a thread.
 */
final class Breaker {

    private static final int FAILURES = 3;
    private static final long PROBE_NANOS = Duration.ofMillis(250).toNanos();

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong nextProbe = new AtomicLong();

    /** @param now {@link System#nanoTime()} */
    boolean admits(long now) {
        if (failures.get() < FAILURES) {
            return true;
        }
        long next = nextProbe.get();
        return now - next >= 0 && nextProbe.compareAndSet(next, now + PROBE_NANOS);
    }

    void succeeded() {
        failures.set(0);
    }

    void failed(long now) {
        nextProbe.set(now + PROBE_NANOS);
        failures.incrementAndGet();
    }
}
