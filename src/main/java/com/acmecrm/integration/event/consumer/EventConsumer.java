package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.log.Causes;
import com.acmecrm.integration.platform.shutdown.ApplicationStopping;
import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import com.acmecrm.integration.platform.task.Backoff;
import com.acmecrm.integration.platform.task.TaskRegistry;
import com.acmecrm.integration.platform.task.TaskState;
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
    /** A handler's transaction, and the copy of what has failed. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(60);

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Inject
    EventSource source;

    @Inject
    EventDispatcher dispatcher;

    @Inject
    ConsumerMetrics metrics;

    @Inject
    TaskRegistry tasks;

    @Inject
    BackgroundWork background;

    private final Backoff backoff = new Backoff(new SecureRandom());
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ResumePace resumePace = new ResumePace();
    private volatile Optional<Throwable> death = Optional.empty();
    private TaskState task;

    void start(@Observes ApplicationStarted started) {
        task = tasks.register("consumer", POLL, LONGEST_STEP);
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
            while (stopped.getCount() > 0) {
                pause = sleepAndConsume(pause);
            }
        } catch (Error end) {
            death = Optional.of(end);
            task.fail(end);
            LOG.error("The consumer has ended; restart this node");
            throw end;
        } finally {
            closeQuietly();
            metrics.owns(0, 0);
        }
    }

    /** Whatever fails is tried again; an interrupt ends the loop only while the application stops. */
    private Duration sleepAndConsume(Duration pause) {
        try {
            if (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                task.begin();
                consume();
                backoff.succeeded();
                task.succeed();
            }
            return Duration.ZERO;
        } catch (InterruptedException interrupt) {
            return Duration.ZERO;
        } catch (RuntimeException failure) {
            return afterFailure(failure);
        }
    }

    private void consume() {
        source.open();
        dispatcher.deliver(source.poll(POLL), task::progress);
        source.commit();
        metrics.owns(source.positions().size(), source.lag());
        if (resumePace.isDue()) {
            resumePace.measure(() -> dispatcher.resume(source.positions(), task::progress));
        }
    }

    private Duration afterFailure(RuntimeException failure) {
        if (stopped.getCount() == 0) {
            return Duration.ZERO;
        }
        rewind();
        Duration wait = backoff.next();
        task.fail(failure);
        LOG.warn("Events wait to be processed, next try within {}: {}", wait, Causes.of(failure));
        return wait;
    }

    /** Where that fails, too, the source begins at the last commit when it is opened again. */
    private void rewind() {
        try {
            source.rewind();
        } catch (RuntimeException failure) {
            LOG.warn("Cannot go back to the last commit: {}", Causes.of(failure));
            closeQuietly();
        }
    }

    private void closeQuietly() {
        try {
            source.close();
        } catch (RuntimeException failure) {
            LOG.warn("The source of events could not be closed: {}", Causes.of(failure));
        }
    }
}
