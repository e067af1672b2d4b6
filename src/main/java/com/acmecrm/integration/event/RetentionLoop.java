package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.task.BatchSize;
import com.acmecrm.integration.platform.task.PeriodicTasks;
import com.acmecrm.integration.platform.task.TaskState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/** Deletes again and again what is kept no longer, in small transactions, until the application stops. */
@Dependent
public class RetentionLoop {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int BATCH = 1_000;
    /** In one go, so that a first run over an old table leaves room for others: 5,000 rows a second. */
    private static final int BATCHES = 50;

    @Inject
    PeriodicTasks tasks;

    private final BatchSize size = new BatchSize(BATCH);
    private TaskState state;

    /** @param name of the task in health, metrics and the log */
    public void begin(String name, Runnable round) {
        state = tasks.schedule(name, PAUSE, PeriodicTasks.STANDARD_ROUND, round);
    }

    /**
     * Deletes what there is, up to a bound. After a failure the next batch is smaller.
     *
     * @param deletion deletes at most so many of the oldest rows, in a transaction of its own, and returns how many
     * @param deleted takes the number of each batch
     */
    public void inBatches(IntUnaryOperator deletion, IntConsumer deleted) {
        boolean more = true;
        for (int batch = 0; batch < BATCHES && more; batch++) {
            int limit = size.rows();
            int rows = delete(deletion, limit);
            deleted.accept(rows);
            more = rows == limit;
            state.progress();
        }
    }

    /** As above, where the deletion counts by itself. */
    public void inBatches(IntUnaryOperator deletion) {
        inBatches(deletion, rows -> {});
    }

    private int delete(IntUnaryOperator deletion, int limit) {
        try {
            int rows = deletion.applyAsInt(limit);
            size.succeeded();
            return rows;
        } catch (RuntimeException failure) {
            size.failed();
            throw failure;
        }
    }
}
