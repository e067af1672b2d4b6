package com.acmecrm.integration.platform.task;

import com.acmecrm.integration.platform.log.Causes;
import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is submitted once a period: never twice at once, later after a failure, and not while the application stops.
 * Nothing that goes wrong ends it: what a round throws, and an executor that refuses, is counted and tried again.
 */
final class PeriodicTask {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    private final TaskState state;
    private final BackgroundWork background;
    private final Runnable work;
    private final Backoff backoff = new Backoff(new SecureRandom());
    private final AtomicBoolean submitted = new AtomicBoolean();
    private volatile long due = System.nanoTime();

    PeriodicTask(TaskState state, BackgroundWork background, Runnable work) {
        this.state = state;
        this.background = background;
        this.work = work;
    }

    /** Runs it on the executor, unless it runs already or has just failed. Throws nothing: that would end the schedule. */
    void submitTo(Executor executor) {
        if (System.nanoTime() - due < 0 || !submitted.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::run);
        } catch (RuntimeException | Error refusal) {
            state.refuse(refusal);
            backOff(refusal);
            submitted.set(false);
        }
    }

    private void run() {
        state.begin();
        try {
            background.run(work);
            state.succeed();
            backoff.succeeded();
        } catch (RuntimeException | Error failure) {
            state.fail(failure);
            backOff(failure);
        } finally {
            submitted.set(false);
        }
    }

    private void backOff(Throwable failure) {
        Duration wait = backoff.next();
        due = System.nanoTime() + wait.toNanos();
        LOG.warn("{} failed, next try after {}: {}", state.name(), wait, Causes.of(failure));
    }
}
