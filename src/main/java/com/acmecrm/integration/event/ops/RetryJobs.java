package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.event.LoopFailures;
import com.acmecrm.integration.platform.ApplicationStarted;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off retries by filter, on whichever node comes first, and no faster than {@code acmecrm.events.retry-rate}. */
@ApplicationScoped
public class RetryJobs {

    private static final Logger LOG = LoggerFactory.getLogger(RetryJobs.class);
    private static final long PAUSE_MILLIS = 500;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService executor;

    @Inject
    RetryBatchRepository batches;

    @Inject
    LoopFailures failures;

    @Inject
    @ConfigProperty(name = "acmecrm.events.retry-rate")
    int eventsPerSecond;

    private Future<?> schedule = CompletableFuture.completedFuture(null);

    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (eventsPerSecond < 1) {
            throw new IllegalArgumentException("acmecrm.events.retry-rate must be 1 or more: " + eventsPerSecond);
        }
    }

    void start(@Observes ApplicationStarted started) {
        schedule = executor.scheduleWithFixedDelay(this::run, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        schedule.cancel(true);
    }

    /** A schedule ends with the first exception that leaves it. */
    private void run() {
        try {
            batches.retryNext(eventsPerSecond);
        } catch (RuntimeException failure) {
            failures.count("retry");
            LOG.warn("Retries wait, next try in {} ms: {}", PAUSE_MILLIS, failure.toString());
        }
    }
}
