package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/** Deletes again and again what is kept no longer, in small transactions, until the application stops. */
@Dependent
public class RetentionLoop {

    private static final long PAUSE_SECONDS = 10;
    private static final int BATCH = 1_000;
    /** In one go, so that a first run over an old table leaves room for others: 5,000 rows a second. */
    private static final int BATCHES = 50;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService executor;

    @Inject
    LoopFailures failures;

    @Inject
    BackgroundWork background;

    private Future<?> schedule = CompletableFuture.completedFuture(null);

    /** @param name under which failures of a round are counted */
    public void begin(String name, Runnable round) {
        Chore deletion = new Chore(name, failures, background, round);
        schedule = executor.scheduleWithFixedDelay(
                () -> deletion.submitTo(Runnable::run), PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        schedule.cancel(true);
    }

    /**
     * Deletes what there is, up to a bound.
     *
     * @param deletion deletes at most so many of the oldest rows, in a transaction of its own, and says how many
     * @param deleted is told of each batch
     */
    public static void inBatches(IntUnaryOperator deletion, IntConsumer deleted) {
        int rows = BATCH;
        for (int batch = 0; batch < BATCHES && rows == BATCH; batch++) {
            rows = deletion.applyAsInt(BATCH);
            deleted.accept(rows);
        }
    }
}
