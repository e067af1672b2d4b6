package com.acmecrm.integration.platform.shutdown;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackgroundWorkTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final BackgroundWork background = new BackgroundWork();

    @Test
    void stoppingShouldWaitForWhatIsUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> background.run(() -> {
            begun.countDown();
            await(mayEnd);
            ended.incrementAndGet();
        }));
        begun.await();

        CompletableFuture<Integer> stopped = CompletableFuture.supplyAsync(() -> {
            stop(LONG);
            return ended.get();
        });
        mayEnd.countDown();

        assertThat(stopped.get()).isEqualTo(1);
        work.get();
    }

    @Test
    void stoppingShouldNotWaitForWhatIsLate() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> background.run(() -> {
            begun.countDown();
            await(mayEnd);
        }));
        begun.await();

        stop(Duration.ofMillis(10));

        assertThat(work).isNotDone();
        mayEnd.countDown();
        work.get();
    }

    @Test
    void nothingShouldBeginWhenTheApplicationStops() {
        AtomicInteger rounds = new AtomicInteger();
        background.run(rounds::incrementAndGet);

        stop(LONG);
        background.run(rounds::incrementAndGet);

        assertThat(rounds).hasValue(1);
        assertThat(background.isStopping()).isTrue();
    }

    private void stop(Duration patience) {
        ApplicationStopping event = ApplicationStopping.within(patience);
        background.tell(event);
        background.await(event);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
