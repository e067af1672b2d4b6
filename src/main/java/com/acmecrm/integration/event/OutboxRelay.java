package com.acmecrm.integration.event;

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
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries pending events to Kafka on one thread of the container's. A commit wakes the node whose turn it is, here or
 * through Redis; every node also looks once a second, so that a lost wake-up costs a second and no more.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    /**
     * Between two rounds, for each event of the last: a few events together cost little more than one, and where many
     * come, more will. A single one hardly delays the next.
     */
    private static final Duration PAUSE_FOR_EACH = Duration.ofMillis(1);

    private static final int LONGEST_PAUSE = 20;
    /** Kafka acknowledges a batch within ten seconds or fails, and PostgreSQL each of two statements. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(45);

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Inject
    OutboxSender sender;

    @Inject
    RelayLease lease;

    @Inject
    RedisWakeUp otherNodes;

    @Inject
    RelayMetrics metrics;

    @Inject
    TaskRegistry tasks;

    @Inject
    BackgroundWork background;

    private final Semaphore wakeUp = new Semaphore(0);
    private final Backoff backoff = new Backoff(new SecureRandom());
    private volatile Optional<Throwable> death = Optional.empty();
    private volatile boolean stopping;
    /** Someone has given it back, and nobody has taken it since, as far as is known here. */
    private volatile boolean leaseIsFree;

    private long pausedUntil = System.nanoTime();
    private TaskState task;
    private Future<?> loop = CompletableFuture.completedFuture(null);

    void start(@Observes ApplicationStarted started) {
        task = tasks.register("relay", POLL, LONGEST_STEP);
        loop = executor.submit(() -> background.run(this::run));
    }

    /** The round that is under way finishes. */
    void stop(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(ApplicationStopping.LOOPS)
                    ApplicationStopping event) {
        stopping = true;
        wakeUp.release();
    }

    @PreDestroy
    void cutOff() {
        stopping = true;
        loop.cancel(true);
    }

    /** On the committing thread, after the commit: nothing is done here but to wake the relay. */
    void onAppended(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventAppended event) {
        metrics.wokenBy("here");
        wakeUp.release();
    }

    /** What ended the loop for good; only an {@link Error} does. */
    public Optional<Throwable> death() {
        return death;
    }

    private void run() {
        try {
            Duration wait = POLL;
            while (!stopping) {
                wait = sleepAndRelay(wait);
            }
            giveTurnBack();
        } catch (Error end) {
            death = Optional.of(end);
            task.fail(end);
            LOG.error("The relay has ended; restart this node");
            throw end;
        }
    }

    /**
     * The one place that catches everything: whatever fails is tried again from the first pending row. An interrupt ends
     * the loop only while the application stops; a server that interrupts long work must not end it in silence.
     */
    private Duration sleepAndRelay(Duration wait) {
        try {
            sleep(wait);
            return stopping ? wait : relay();
        } catch (InterruptedException interrupt) {
            return POLL;
        } catch (RuntimeException failure) {
            Duration next = backoff.next();
            task.fail(failure);
            LOG.warn("Events wait, next try within {}: {}", next, Causes.of(failure));
            return next;
        }
    }

    private Duration relay() {
        task.begin();
        otherNodes.listen(this::onOtherNode, this::onLeaseFree);
        pauseAfter(sender.sendAll(task::progress));
        backoff.succeeded();
        task.succeed();
        return POLL;
    }

    private void pauseAfter(int events) {
        Duration pause = PAUSE_FOR_EACH.multipliedBy(Math.min(events, LONGEST_PAUSE));
        pausedUntil = System.nanoTime() + pause.toNanos();
    }

    private void sleep(Duration wait) throws InterruptedException {
        long due = System.nanoTime() + wait.toNanos();
        boolean woken = false;
        while (!woken && !stopping && System.nanoTime() < due) {
            woken = wakeUp.tryAcquire(due - System.nanoTime(), TimeUnit.NANOSECONDS) && isForThisNode();
        }
        TimeUnit.NANOSECONDS.sleep(pausedUntil - System.nanoTime());
    }

    /** While it backs off, nothing wakes it: commits go on while Kafka is away. */
    private boolean isForThisNode() {
        wakeUp.drainPermits();
        if (lease.isHeld() || leaseIsFree) {
            leaseIsFree = false;
            return !backoff.isOn();
        }
        otherNodes.wakeUp();
        return false;
    }

    /** Every node hears it, the one that told it, too: to pass it on would never end. */
    private void onOtherNode() {
        if (lease.isHeld()) {
            metrics.wokenBy("other");
            wakeUp.release();
        }
    }

    private void onLeaseFree() {
        leaseIsFree = true;
        wakeUp.release();
    }

    /** Otherwise events would wait until it runs out. */
    private void giveTurnBack() {
        try {
            if (lease.giveBack()) {
                otherNodes.tellFree();
                LOG.info("Stopping: another node may relay");
            }
        } catch (RuntimeException away) {
            LOG.warn("Stopping: the relay's lease could not be given back and runs out: {}", Causes.of(away));
        }
    }
}
