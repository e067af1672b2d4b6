package com.acmecrm.integration.contact.batch;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets so many batches run at once as {@code acmecrm.batch.at-once} says; a few more may wait. */
@ApplicationScoped
public class BatchTurns {

    /** Each waits with its whole body in memory. */
    private static final int MOST_WAITING = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration GLANCE = Duration.ofMillis(100);

    @Inject
    @ConfigProperty(name = "acmecrm.batch.at-once")
    int atOnce;

    private final AtomicLong outages = new AtomicLong();
    private Semaphore turns;

    @PostConstruct
    void open() {
        turns = new Semaphore(atOnce, true);
    }

    /** @return false if too many wait already, or it takes too long, or those before have found PostgreSQL away */
    boolean take() {
        if (turns.getQueueLength() >= MOST_WAITING) {
            return false;
        }
        long begin = System.nanoTime();
        long outagesBefore = outages.get();
        try {
            while (!turns.tryAcquire(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (outages.get() != outagesBefore || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whoever waits would wait for PostgreSQL in vain as well, and the longer. */
    void sendAwayWaiting() {
        outages.incrementAndGet();
    }

    void handOn() {
        turns.release();
    }
}
