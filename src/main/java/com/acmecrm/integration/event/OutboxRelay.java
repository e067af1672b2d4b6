package com.acmecrm.integration.event;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries pending events to Kafka on one thread of the container's. A commit wakes it; it also looks once a second, so
 * that a lost wake-up costs a second and no more, and a node whose turn it is not asks again.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Inject
    OutboxSender sender;

    private final Semaphore wakeUp = new Semaphore(0);
    private final Backoff backoff = new Backoff(new SecureRandom());
    private Future<?> loop;

    void start(@Observes @Initialized(ApplicationScoped.class) Object start) {
        loop = executor.submit(this::run);
    }

    @PreDestroy
    void stop() {
        loop.cancel(true);
    }

    /** On the committing thread, after the commit: nothing is done here but to wake the relay. */
    void onAppended(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventAppended event) {
        wakeUp.release();
    }

    private void run() {
        Duration wait = POLL;
        while (sleptFor(wait)) {
            wait = relayOrBackOff();
        }
    }

    /** The one place that catches everything: whatever fails is tried again from the first pending row. */
    private Duration relayOrBackOff() {
        try {
            sender.sendAll();
            backoff.succeeded();
            return POLL;
        } catch (RuntimeException failure) {
            Duration wait = backoff.next();
            LOG.warn("Events wait, next try within {}: {}", wait, failure.toString());
            return wait;
        }
    }

    private boolean sleptFor(Duration wait) {
        try {
            wakeUp.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
            wakeUp.drainPermits();
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
