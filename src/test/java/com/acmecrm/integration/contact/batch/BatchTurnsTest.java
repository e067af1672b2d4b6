package com.acmecrm.integration.contact.batch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65})
    void badNumberShouldBeRefusedAtStart(int atOnce) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> turns(atOnce))
                .withMessageContaining("acmecrm.batch.at-once must be from 1 to 64");
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
