package com.acmecrm.integration.platform.task;

import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PeriodicTaskTest {

    private final Counter failures = new SimpleMeterRegistry().counter("failures");
    private final TaskState state =
            new TaskState("task", Duration.ofSeconds(1), Duration.ofSeconds(1), failures, System::nanoTime);
    private final AtomicInteger runs = new AtomicInteger();
    private final Queue<Throwable> faults = new ArrayDeque<>();
    private final PeriodicTask task = new PeriodicTask(state, new BackgroundWork(), this::work);

    @Test
    void taskShouldRunAgainWhenTheExecutorHasRefusedOnce() {
        task.submitTo(work -> {
            throw new RejectedExecutionException("full");
        });

        awaitRuns(1);
        assertThat(failures.count()).isEqualTo(1);
    }

    @Test
    void taskShouldGoOnAfterAnythingThatItThrows() {
        faults.add(new IllegalStateException());
        faults.add(new LinkageError());
        faults.add(new StackOverflowError());

        awaitRuns(4);

        assertThat(failures.count()).isEqualTo(3);
        assertThat(state.isFailing()).isFalse();
    }

    @Test
    void taskShouldNotRunTwiceAtOnce() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        task.submitTo(waiting::add);
        task.submitTo(waiting::add);
        assertThat(waiting).hasSize(1);

        waiting.remove().run();
        task.submitTo(waiting::add);

        assertThat(waiting).hasSize(1);
    }

    private void awaitRuns(int count) {
        Awaitility.await(count + " runs").until(() -> {
            task.submitTo(Runnable::run);
            return runs.get() == count;
        });
    }

    private void work() {
        runs.incrementAndGet();
        Throwable fault = faults.poll();
        if (fault instanceof Error error) {
            throw error;
        }
        if (fault instanceof RuntimeException failure) {
            throw failure;
        }
    }
}
