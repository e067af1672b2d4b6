package com.acmecrm.integration.platform;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharedAnswerTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger asked = new AtomicInteger();
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Test
    void questionShouldBePutOnceWhileItsAnswerIsKept() {
        SharedAnswer<Integer> answer = new SharedAnswer<>(LONG, Runnable::run, asked::incrementAndGet);

        assertThat(answer.ask()).isCompletedWithValue(1);
        assertThat(answer.ask()).isCompletedWithValue(1);
    }

    @Test
    void questionShouldBePutAgainWhenItsAnswerIsNotKeptAnyMore() {
        SharedAnswer<Integer> answer = new SharedAnswer<>(Duration.ZERO, Runnable::run, asked::incrementAndGet);

        assertThat(answer.ask()).isCompletedWithValue(1);
        assertThat(answer.ask()).isCompletedWithValue(2);
    }

    @Test
    void questionShouldBePutOnceWhileItIsBeingAnswered() {
        SharedAnswer<Integer> answer = new SharedAnswer<>(Duration.ZERO, waiting::add, asked::incrementAndGet);
        CompletableFuture<Integer> first = answer.ask();

        assertThat(answer.ask()).isSameAs(first).isNotDone();
        assertThat(waiting).hasSize(1);
        waiting.remove().run();
        assertThat(first).isCompletedWithValue(1);
    }

    @Test
    void failureShouldReachWhoeverWaitsAndNotBeKept() {
        SharedAnswer<Integer> answer = new SharedAnswer<>(LONG, Runnable::run, () -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("first");
            }
            return asked.get();
        });

        assertThat(answer.ask()).isCompletedExceptionally();
        assertThat(answer.ask()).isCompletedWithValue(2);
    }

    @Test
    void askingShouldFailWhenTheExecutorTakesNoMore() {
        SharedAnswer<Integer> answer = new SharedAnswer<>(
                LONG,
                task -> {
                    throw new RejectedExecutionException();
                },
                asked::incrementAndGet);

        assertThat(answer.ask()).isCompletedExceptionally();
    }
}
