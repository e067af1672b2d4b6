package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets only so many hash at once that a flood of sign-ins leaves a core to everyone else. Who waits too long, or would
 * have to, is told to come again. Do not enter within a transaction: its connection would wait, too.
 */
@ApplicationScoped
public class HashTurns {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Whoever is before this one has had the turn or given up by then. */
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(5);

    /** More than can have their turn in time; each would only hold a thread of the server. */
    private static final int MAX_WAITING = 64;

    // In turn: where latecomers may pass, some wait in vain.
    private final Semaphore turns = new Semaphore(atOnce(), true);

    private static int atOnce() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    /** @throws ProblemException 503 if too many others are before this one */
    public <T> T take(Supplier<T> work) {
        if (turns.getQueueLength() >= MAX_WAITING) {
            throw tooMany();
        }
        return take(work, PATIENCE);
    }

    /**
     * For those who are no part of a flood: they wait until it is their turn, whoever else does.
     *
     * @throws ProblemException 503 if even that takes too long
     */
    public <T> T takePatiently(Supplier<T> work) {
        return take(work, LONG_PATIENCE);
    }

    private <T> T take(Supplier<T> work, Duration patience) {
        if (!begins(patience)) {
            throw tooMany();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static ProblemException tooMany() {
        return ProblemException.unavailable(
                "Too many passwords are being checked. Nothing has been changed. Try again.");
    }

    private boolean begins(Duration patience) {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
