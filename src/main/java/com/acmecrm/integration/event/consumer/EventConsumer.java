package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.event.Backoff;
import com.acmecrm.integration.event.LoopFailures;
import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.log.Causes;
import com.acmecrm.integration.platform.shutdown.ApplicationStopping;
import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes events on one thread of the container's. Any number of nodes may: Kafka shares the partitions out, and the
 * rows in PostgreSQL keep two nodes from doing the same while it has not finished.
 */
@ApplicationScoped
public class EventConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Inject
    EventSource source;

    @Inject
    EventDispatcher dispatcher;

    @Inject
    ConsumerMetrics metrics;

    @Inject
    LoopFailures failures;

    @Inject
    BackgroundWork background;

    private final Backoff backoff = new Backoff(new SecureRandom());
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ResumePace resumePace = new ResumePace();
    private volatile Optional<Throwable> death = Optional.empty();

    void start(@Observes ApplicationStarted started) {
        executor.submit(() -> background.run(this::run));
    }

    /** What it is at work on, it finishes and commits: nobody does it a second time. */
    void stop(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(ApplicationStopping.LOOPS)
                    ApplicationStopping event) {
        stopped.countDown();
    }

    @PreDestroy
    void cutOff() {
        stopped.countDown();
        source.wakeUp();
    }

    /** What ended the loop for good; only an {@link Error} does. */
    public Optional<Throwable> death() {
        return death;
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = consumeOrBackOff();
            }
        } catch (InterruptedException atShutdown) {
            Thread.currentThread().interrupt();
        } catch (Error end) {
            death = Optional.of(end);
            LOG.error("The consumer has ended; restart this node", end);
            throw end;
        } finally {
            source.close();
            metrics.owns(0, 0);
        }
    }

    private Duration consumeOrBackOff() {
        try {
            consume();
            backoff.succeeded();
            return Duration.ZERO;
        } catch (RuntimeException failure) {
            return afterFailure(failure);
        }
    }

    private void consume() {
        source.open();
        dispatcher.deliver(source.poll(POLL));
        source.commit();
        metrics.owns(source.positions().size(), source.lag());
        if (resumePace.isDue()) {
            resumePace.measure(() -> dispatcher.resume(source.positions()));
        }
    }

    private Duration afterFailure(RuntimeException failure) {
        if (stopped.getCount() == 0) {
            return Duration.ZERO;
        }
        source.rewind();
        Duration wait = backoff.next();
        failures.count("consumer");
        LOG.warn("Events wait to be processed, next try within {}: {}", wait, Causes.of(failure));
        return wait;
    }
}
