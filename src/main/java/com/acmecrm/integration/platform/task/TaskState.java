package com.acmecrm.integration.platform.task;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one task on this node: when it last showed a sign of life, and whether its rounds succeed. One thread
 * runs the task; any thread may read.
 */
public final class TaskState {

    /** After a failure a task waits up to five seconds, and a garbage collection or a busy machine costs a little more. */
    static final Duration LEAST_ALLOWANCE = Duration.ofSeconds(10);

    /** Shorter outages are visible in the checks of PostgreSQL, Redis and Kafka. */
    static final Duration LEAST_FAILING_TIME = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(TaskState.class);
    private static final int PERIODS = 3;

    private final String name;
    private final long allowanceNanos;
    private final long longestRoundNanos;
    private final long failingNanos;
    private final Counter failures;
    private final LongSupplier nanoTime;

    private volatile long lastSign;
    private volatile long lastSuccess;
    private volatile boolean running;
    private volatile boolean failed;
    private volatile Optional<Error> error = Optional.empty();

    /**
     * @param period between two rounds when nothing is wrong
     * @param longestRound what one round, or one step of it, may take
     */
    TaskState(String name, Duration period, Duration longestRound, Counter failures, LongSupplier nanoTime) {
        this.name = name;
        long periods = period.multipliedBy(PERIODS).toNanos();
        this.allowanceNanos = Math.max(periods, LEAST_ALLOWANCE.toNanos());
        this.longestRoundNanos = Math.max(allowanceNanos, longestRound.toNanos());
        this.failingNanos = Math.max(periods, LEAST_FAILING_TIME.toNanos());
        this.failures = failures;
        this.nanoTime = nanoTime;
        this.lastSign = nanoTime.getAsLong();
        this.lastSuccess = lastSign;
    }

    String name() {
        return name;
    }

    /** A round begins. */
    public void begin() {
        lastSign = nanoTime.getAsLong();
        running = true;
    }

    /** A long round has finished one of its steps. */
    public void progress() {
        lastSign = nanoTime.getAsLong();
    }

    public void succeed() {
        end();
        lastSuccess = lastSign;
        failed = false;
        error = Optional.empty();
    }

    /** The round has failed. An {@link Error} is logged with its stack trace, once until a round succeeds. */
    public void fail(Throwable failure) {
        end();
        refuse(failure);
    }

    /** The round could not begin: counted as a failure, and no sign of life. */
    void refuse(Throwable failure) {
        failures.increment();
        failed = true;
        if (failure instanceof Error serious) {
            if (error.isEmpty()) {
                LOG.error("Task {} failed with an error", name, serious);
            }
            error = Optional.of(serious);
        }
    }

    private void end() {
        lastSign = nanoTime.getAsLong();
        running = false;
    }

    /**
     * Whether it has not run for three of its periods. A round that takes longer is not late as long as it takes no longer
     * than it may, so that a search through a large table does not raise an alarm.
     */
    boolean isLate() {
        return silence() > (running ? longestRoundNanos : allowanceNanos);
    }

    /** Whether its last round ended with an {@link Error}, or no round has succeeded for three periods and five minutes. */
    boolean isFailing() {
        return error.isPresent() || failed && nanoTime.getAsLong() - lastSuccess > failingNanos;
    }

    /** Since the last sign of life. */
    Duration age() {
        return Duration.ofNanos(silence());
    }

    private long silence() {
        return nanoTime.getAsLong() - lastSign;
    }
}
