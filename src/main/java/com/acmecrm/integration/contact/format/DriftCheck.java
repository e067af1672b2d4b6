package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.task.PeriodicTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks for contacts that differ once each {@code acmecrm.drift.interval} in the whole cluster, on whichever node comes first. */
@ApplicationScoped
public class DriftCheck {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** For what follows the statement. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    @Inject
    PeriodicTasks tasks;

    @Inject
    DriftCheckRepository checks;

    @Inject
    @ConfigProperty(name = "acmecrm.drift.interval")
    Duration interval;

    @Inject
    @ConfigProperty(name = "acmecrm.drift.timeout")
    Duration timeout;

    @Inject
    DriftMetrics metrics;

    private final UUID owner = UUID.randomUUID();
    /** Until then, by the clock of {@link System#nanoTime}. */
    private volatile long rest = System.nanoTime();

    void start(@Observes ApplicationStarted started) {
        Duration pause = interval.compareTo(LONGEST_PAUSE) < 0 ? interval : LONGEST_PAUSE;
        tasks.schedule("drift", pause, timeout.plus(SLACK), this::checkIfDue);
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
