package com.acmecrm.integration.contact.batch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchTurnsTest {

    @Test
    void turnShouldBeHandedOn() throws Exception {
        BatchTurns turns = turns(1);
        assertThat(turns.take()).isTrue();
        FutureTask<Boolean> waiting = waiting(turns);

        turns.handOn();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoWaitsShouldBeSentAwayWhenPostgresIsAway() throws Exception {
        BatchTurns turns = turns(1);
        assertThat(turns.take()).isTrue();
        FutureTask<Boolean> waiting = waiting(turns);

        turns.sendAwayWaiting();

        assertThat(waiting.get(2, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void asManyAsConfiguredShouldRunAtOnce() {
        BatchTurns turns = turns(3);

        assertThat(CompletableFuture.supplyAsync(() -> turns.take() && turns.take() && turns.take()))
                .succeedsWithin(10, TimeUnit.SECONDS)
                .isEqualTo(true);
    }

    private static FutureTask<Boolean> waiting(BatchTurns turns) {
        FutureTask<Boolean> task = new FutureTask<>(turns::take);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        Awaitility.await("the thread waits for its turn")
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }

    private static BatchTurns turns(int atOnce) {
        BatchTurns turns = new BatchTurns();
        turns.atOnce = atOnce;
        turns.open();
        return turns;
    }
}
