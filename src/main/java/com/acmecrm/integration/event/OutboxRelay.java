package com.acmecrm.integration.event;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries pending events to Kafka, in their order, on one thread of the container's. A commit wakes it; it also looks
 * once a second, so that a lost wake-up costs a second and no more.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Inject
    OutboxRepository outbox;

    @Inject
    EventPublisher publisher;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "acmecrm.events.relay.batch-size")
    int batchSize;

    private final Semaphore wakeUp = new Semaphore(0);
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
            wait = relayOrBackOff(wait);
        }
    }

    /** The one place that catches everything: whatever fails is tried again from the first pending row. */
    private Duration relayOrBackOff(Duration lastWait) {
        try {
            publisher.open();
            relayAll();
            return POLL;
        } catch (RuntimeException failure) {
            Duration wait = shorter(lastWait.multipliedBy(2), MAX_BACKOFF);
            LOG.warn("Events wait, next try within {}: {}", wait, failure.toString());
            return wait;
        }
    }

    private void relayAll() {
        List<Message> batch = outbox.findPending(batchSize);
        while (!batch.isEmpty()) {
            Waves.of(batch).forEach(publisher::publish);
            outbox.markPublished(batch.stream().map(Message::id).toList(), clock.instant());
            batch = outbox.findPending(batchSize);
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

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
