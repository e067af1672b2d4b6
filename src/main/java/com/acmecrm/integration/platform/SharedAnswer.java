package com.acmecrm.integration.platform;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The answer to a question that many ask: it is put once at a time, whoever asks meanwhile waits for the same answer, and
 * that is kept for a while. A failure is not kept.
 */
public final class SharedAnswer<T> {

    private final long keptNanos;
    private final Executor executor;
    private final Supplier<T> question;
    private final AtomicReference<Asked<T>> last = new AtomicReference<>();

    /**
     * @param kept how long after it was put the question is not put again
     * @param executor where it is put
     */
    public SharedAnswer(Duration kept, Executor executor, Supplier<T> question) {
        this.keptNanos = kept.toNanos();
        this.executor = executor;
        this.question = question;
    }

    /** Does not wait, unless the executor is the caller's own thread. */
    public CompletableFuture<T> ask() {
        Asked<T> known = last.get();
        if (known != null && known.isGood(keptNanos)) {
            return known.answer();
        }
        Asked<T> next = new Asked<>(System.nanoTime(), new CompletableFuture<>());
        if (!last.compareAndSet(known, next)) {
            return last.get().answer(); // someone was faster
        }
        put(next.answer());
        return next.answer();
    }

    private void put(CompletableFuture<T> answer) {
        try {
            executor.execute(() -> complete(answer));
        } catch (RejectedExecutionException stopping) {
            answer.completeExceptionally(stopping);
        }
    }

    /** Whoever waits gets the failure. */
    private void complete(CompletableFuture<T> answer) {
        try {
            answer.complete(question.get());
        } catch (RuntimeException | Error failure) {
            answer.completeExceptionally(failure);
        }
    }

    private record Asked<T>(long at, CompletableFuture<T> answer) {

        boolean isGood(long keptNanos) {
            if (!answer.isDone()) {
                return true;
            }
            return !answer.isCompletedExceptionally() && System.nanoTime() - at < keptNanos;
        }
    }
}
