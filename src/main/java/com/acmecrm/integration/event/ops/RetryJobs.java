package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.event.Chore;
import com.acmecrm.integration.event.LoopFailures;
import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Works off retries by filter, on whichever node comes first, and no faster than {@code acmecrm.events.retry-rate}. */
@ApplicationScoped
public class RetryJobs {

    private static final long PAUSE_MILLIS = 500;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService executor;

    @Inject
    RetryBatchRepository batches;

    @Inject
    LoopFailures failures;

    @Inject
    BackgroundWork background;

    @Inject
    @ConfigProperty(name = "acmecrm.events.retry-rate")
    int eventsPerSecond;

    private Future<?> schedule = CompletableFuture.completedFuture(null);

    void start(@Observes ApplicationStarted started) {
        Chore retries = new Chore("retry", failures, background, () -> batches.retryNext(eventsPerSecond));
        schedule = executor.scheduleWithFixedDelay(
                () -> retries.submitTo(Runnable::run), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        schedule.cancel(true);
    }
}
