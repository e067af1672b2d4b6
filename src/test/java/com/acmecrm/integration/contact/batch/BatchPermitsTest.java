package com.acmecrm.integration.contact.batch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchPermitsTest {

    @Test
    void permitShouldGoToWhoWaits() throws Exception {
        BatchPermits permits = permits(1);
        assertThat(permits.acquire()).isTrue();
        FutureTask<Boolean> waiting = waiting(permits);

        permits.release();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Each waits for some hundred milliseconds: long enough to be put to the end of a queue that is asked again and again. */
    @Test
    void batchThatHasWaitedLongestShouldBeNext() throws Exception {
        BatchPermits permits = permits(1);
        permits.acquire();
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<FutureTask<Boolean>> waiting = IntStream.range(0, 8)
                .mapToObj(number -> waiting(permits, () -> order.add(number)))
                .toList();

        for (FutureTask<Boolean> each : waiting) {
            permits.release();
            assertThat(each.get(1, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void lateComerShouldNotPassWhoWaits() throws Exception {
        BatchPermits permits = permits(1);
        permits.acquire();
        FutureTask<Boolean> first = waiting(permits);

        permits.release();
        FutureTask<Boolean> late = waiting(permits);

        assertThat(first.get(1, TimeUnit.SECONDS)).isTrue();
        assertThat(late.isDone()).isFalse();
        permits.release();
        assertThat(late.get(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void waitingBatchesShouldBeRefusedWhenPostgresIsNotAvailable() throws Exception {
        BatchPermits permits = permits(1);
        assertThat(permits.acquire()).isTrue();
        List<FutureTask<Boolean>> waiting = List.of(waiting(permits), waiting(permits));

        permits.refuseWaiting();

        for (FutureTask<Boolean> each : waiting) {
            assertThat(each.get(2, TimeUnit.SECONDS)).isFalse();
        }
        permits.release();
        assertThat(permits.acquire()).as("the permit is free again").isTrue();
    }

    @Test
    void ninthBatchThatWouldWaitShouldBeRefused() {
        BatchPermits permits = permits(1);
        permits.acquire();
        IntStream.range(0, 8).forEach(each -> waiting(permits));

        assertThat(CompletableFuture.supplyAsync(permits::acquire))
                .succeedsWithin(1, TimeUnit.SECONDS)
                .isEqualTo(false);
        permits.refuseWaiting();
    }

    @Test
    void asManyAsConfiguredShouldRunAtOnce() {
        BatchPermits permits = permits(3);

        assertThat(CompletableFuture.supplyAsync(() -> permits.acquire() && permits.acquire() && permits.acquire()))
                .succeedsWithin(10, TimeUnit.SECONDS)
                .isEqualTo(true);
    }

    private static FutureTask<Boolean> waiting(BatchPermits permits) {
        return waiting(permits, () -> {});
    }

    private static FutureTask<Boolean> waiting(BatchPermits permits, Runnable after) {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            boolean permitted = permits.acquire();
            after.run();
            return permitted;
        });
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        Awaitility.await("the thread waits for a permit")
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }

    private static BatchPermits permits(int atOnce) {
        BatchPermits permits = new BatchPermits();
        permits.atOnce = atOnce;
        return permits;
    }
}
