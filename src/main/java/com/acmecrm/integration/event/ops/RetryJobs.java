package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.task.BatchSize;
import com.acmecrm.integration.platform.task.PeriodicTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off retries by filter, on whichever node comes first, and no faster than {@code acmecrm.events.retry-rate}. */
@ApplicationScoped
public class RetryJobs {

    private static final Logger LOG = LoggerFactory.getLogger(RetryJobs.class);
    private static final Duration PERIOD = Duration.ofMillis(500);

    @Inject
    PeriodicTasks tasks;

    @Inject
    RetryBatchRepository batches;

    @Inject
    @ConfigProperty(name = "acmecrm.events.retry-rate")
    int eventsPerSecond;

    private BatchSize size;

    void start(@Observes ApplicationStarted started) {
        size = new BatchSize(eventsPerSecond);
        tasks.schedule("retry", PERIOD, PeriodicTasks.STANDARD_ROUND, this::retryNext);
    }

    /** A job that fails waits a little, so that the others go on; a batch that was too large is smaller next time. */
    private void retryNext() {
        batches.findDue().ifPresent(this::retry);
    }

    private void retry(UUID job) {
        try {
            batches.retryNext(job, size.rows());
            size.succeeded();
        } catch (RuntimeException failure) {
            size.failed();
            LOG.warn("Retry {} is postponed", job);
            batches.postpone(job);
            throw failure;
        }
    }
}
