package com.acmecrm.integration.event.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client with what it is still to be sent, one message after the other. To give it a message never blocks, however
 * slow the client is: some servers block in sending, so that is done elsewhere.
 */
final class Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    /** Room for all that may be repeated, and for what comes meanwhile. */
    private static final int QUEUE = 20_000;

    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Client client;
    private final Executor executor;
    private final Consumer<Watcher> onEnd;
    private final BlockingQueue<StreamMessage> waiting = new LinkedBlockingQueue<>(QUEUE);
    private final AtomicBoolean sending = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile long sendingSince;
    private volatile Optional<Instant> resumption;

    /** @param resumption from when on changes are to be repeated first */
    Watcher(Client client, Optional<Instant> resumption, Executor executor, Consumer<Watcher> onEnd) {
        this.client = client;
        this.resumption = resumption;
        this.executor = executor;
        this.onEnd = onEnd;
    }

    Client client() {
        return client;
    }

    /** Empty where nothing is to be repeated any more. */
    Optional<Instant> resumption() {
        return resumption;
    }

    void resumed() {
        resumption = Optional.empty();
    }

    /** @return false where too much is waiting already */
    boolean offer(StreamMessage message) {
        boolean room = waiting.offer(message);
        if (sending.compareAndSet(false, true)) {
            sendingSince = System.nanoTime();
            executor.execute(this::sendWaiting);
        }
        return room;
    }

    /** Whether one message has been on its way for so long that nobody takes it any more. */
    boolean isStalled() {
        return sending.get() && System.nanoTime() - sendingSince > PATIENCE_NANOS;
    }

    private void sendWaiting() {
        try {
            while (sendNext()) {
                sendingSince = System.nanoTime();
            }
        } catch (RuntimeException closed) {
            lost(closed);
        }
    }

    /** @return whether to go on at once */
    private boolean sendNext() {
        StreamMessage next = waiting.poll();
        if (next == null) {
            sending.set(false);
            // Something may have come before the flag was down; whoever raises it again goes on.
            return !waiting.isEmpty() && sending.compareAndSet(false, true);
        }
        CompletableFuture<?> sent = client.send(next).toCompletableFuture();
        if (sent.isDone()) {
            sent.join();
            return true;
        }
        sent.whenCompleteAsync((nothing, failure) -> goOn(failure), executor);
        return false;
    }

    private void goOn(Throwable failure) {
        if (failure != null) {
            lost(failure);
            return;
        }
        sendingSince = System.nanoTime();
        sendWaiting();
    }

    private void lost(Throwable failure) {
        LOG.debug("A watcher has gone: {}", failure.toString());
        end();
    }

    /** Ends the client's connection, and forgets what was not sent. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            onEnd.accept(this);
            boolean inTheMiddle = sending.getAndSet(true);
            waiting.clear();
            executor.execute(() -> close(inTheMiddle));
        }
    }

    private void close(boolean inTheMiddle) {
        try {
            if (inTheMiddle) {
                Thread.currentThread().interrupt(); // RESTEasy would wait for what is on its way, maybe for ever
            }
            client.sink().close();
        } catch (RuntimeException gone) {
            LOG.debug("A watcher's connection was closed already: {}", gone.toString());
        } finally {
            Thread.interrupted();
        }
    }
}
