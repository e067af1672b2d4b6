package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.problem.ProblemException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HashTurnsTest {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final HashTurns turns = new HashTurns();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void noMoreShouldHaveTheirTurnAtOnceThanThereAreCores() {
        List<CompletableFuture<Integer>> all = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> turns.take(this::comeAndGo), threads))
                .limit(50)
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(most.get()).isBetween(1, CORES);
    }

    private int comeAndGo() {
        int now = inside.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        Thread.yield();
        return inside.decrementAndGet();
    }

    @Test
    void whoWaitsTooLongShouldBeToldToComeAgain() throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(Math.max(1, CORES - 1));
        CountDownLatch over = new CountDownLatch(1);
        for (int turn = 0; turn < Math.max(1, CORES - 1); turn++) {
            threads.execute(() -> turns.take(() -> hold(taken, over)));
        }
        taken.await();

        assertThatThrownBy(() -> turns.take(() -> 1))
                .isInstanceOf(ProblemException.class)
                .hasMessage("Too many passwords are being checked. Nothing has been changed. Try again.");
        over.countDown();
        assertThat(new HashTurns().take(() -> 1)).isEqualTo(1);
    }

    private static int hold(CountDownLatch taken, CountDownLatch over) {
        taken.countDown();
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
