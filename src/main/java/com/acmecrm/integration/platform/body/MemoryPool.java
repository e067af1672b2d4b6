package com.acmecrm.integration.platform.body;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Memory that requests reserve and release; the request that has waited longest is next. */
final class MemoryPool {

    /** A semaphore counts in int: in bytes it would end at 2 GiB. */
    private static final int UNIT_BYTES = 1024;

    private final Semaphore free;
    private final int units;
    private final Duration timeout;
    private final AtomicLong refused = new AtomicLong();

    /** @param timeout how long a request waits for others to release memory */
    MemoryPool(long bytes, Duration timeout) {
        this.units = units(bytes);
        this.timeout = timeout;
        this.free = new Semaphore(units, true);
    }

    /** Whether so much could ever be reserved, with every other request gone. */
    boolean fits(long bytes) {
        return units(bytes) <= units;
    }

    /** @return what releases it again, once, however often it runs */
    Reservation reserve(long bytes) {
        int wanted = units(bytes);
        if (!acquire(wanted)) {
            refused.incrementAndGet();
            throw new NoBodyMemoryException();
        }
        return new Reservation(this, wanted);
    }

    private boolean acquire(int wanted) {
        try {
            return free.tryAcquire(wanted, timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    long usedBytes() {
        return (long) (units - free.availablePermits()) * UNIT_BYTES;
    }

    long maxBytes() {
        return (long) units * UNIT_BYTES;
    }

    long refused() {
        return refused.get();
    }

    private static int units(long bytes) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, (bytes + UNIT_BYTES - 1) / UNIT_BYTES));
    }

    /** What one request holds. */
    static final class Reservation {

        private final MemoryPool pool;
        private int held;

        private Reservation(MemoryPool pool, int held) {
            this.pool = pool;
            this.held = held;
        }

        synchronized void release() {
            pool.free.release(held);
            held = 0;
        }
    }
}
