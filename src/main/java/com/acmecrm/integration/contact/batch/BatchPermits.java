package com.acmecrm.integration.contact.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Permits for as many batches at once as {@code acmecrm.batch.at-once} says. A few more may wait; the one that has waited
 * longest is next.
 */
// No semaphore: it cannot refuse those that wait, and one that is asked again and again puts them at the end each time.
@ApplicationScoped
public class BatchPermits {

    /** Each holds a thread of the server. */
    private static final int MAX_WAITING = 8;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Inject
    @ConfigProperty(name = "acmecrm.batch.at-once")
    int atOnce;

    private final Queue<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
    private int held;

    /** @return false if too many wait already, or it takes too long, or PostgreSQL turns out not to be available */
    boolean acquire() {
        CompletableFuture<Boolean> permit = request();
        try {
            return permit.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return giveUp(permit);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return giveUp(permit);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private synchronized CompletableFuture<Boolean> request() {
        if (held < atOnce) {
            held++;
            return CompletableFuture.completedFuture(true);
        }
        if (waiting.size() >= MAX_WAITING) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> permit = new CompletableFuture<>();
        waiting.add(permit);
        return permit;
    }

    /** @return whether the permit has come at the last moment */
    private synchronized boolean giveUp(CompletableFuture<Boolean> permit) {
        waiting.remove(permit);
        return permit.getNow(false);
    }

    /** To the batch that has waited longest. */
    synchronized void release() {
        CompletableFuture<Boolean> next = waiting.poll();
        if (next == null) {
            held--;
        } else {
            next.complete(true);
        }
    }

    /** They would wait for PostgreSQL in vain, after those that do so now. */
    synchronized void refuseWaiting() {
        waiting.forEach(permit -> permit.complete(false));
        waiting.clear();
    }
}
