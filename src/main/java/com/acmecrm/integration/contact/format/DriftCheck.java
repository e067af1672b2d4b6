package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.event.Chore;
import com.acmecrm.integration.event.LoopFailures;
import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks for contacts that differ once each {@code acmecrm.drift.interval} in the whole cluster, on whichever node comes first. */
@ApplicationScoped
public class DriftCheck {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** For what follows the statement. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Inject
    DriftCheckRepository checks;

    @Inject
    @ConfigProperty(name = "acmecrm.drift.interval")
    Duration interval;

    @Inject
    @ConfigProperty(name = "acmecrm.drift.timeout")
    Duration timeout;

    @Inject
    LoopFailures failures;

    @Inject
    BackgroundWork background;

    @Inject
    DriftMetrics metrics;

    private final UUID owner = UUID.randomUUID();
    /** Until then, by the clock of {@link System#nanoTime}. */
    private volatile long rest = System.nanoTime();

    private Future<?> schedule = CompletableFuture.completedFuture(null);

    void start(@Observes ApplicationStarted started) {
        Chore check = new Chore("drift", failures, background, this::checkIfDue);
        long pause = (interval.compareTo(LONGEST_PAUSE) < 0 ? interval : LONGEST_PAUSE).toMillis();
        // On a thread of its own: a check may take minutes, and other loops share the scheduler's.
        schedule =
                scheduler.scheduleWithFixedDelay(() -> check.submitTo(executor), pause, pause, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        schedule.cancel(true);
    }

    private void checkIfDue() {
        if (System.nanoTime() - rest >= 0 && checks.claim(owner, interval, timeout.plus(SLACK))) {
            metrics.time(this::check);
        }
    }

    /** One that has used up its time would do so again at once; what fails sooner may pass. */
    private void check() {
        long begin = System.nanoTime();
        try {
            checks.check(owner, timeout);
        } finally {
            long end = System.nanoTime();
            rest = end - begin >= timeout.toNanos() ? end + interval.toNanos() : end;
        }
    }
}
