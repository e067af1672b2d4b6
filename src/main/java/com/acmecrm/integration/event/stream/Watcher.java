package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.TokenRecords;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client and its position in the messages for all. To give it something never blocks, however slow the client is:
 * writing does, on a thread of its own.
 */
final class Watcher implements StreamingOutput {

    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    /** Of messages that are for this client alone: a welcome, heartbeats, a gap. */
    private static final int QUEUE = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TokenRecords.Token token;
    private final Instant expiresAt;
    private final Queue<byte[]> waiting = new LinkedBlockingQueue<>(QUEUE);
    private final Semaphore signal = new Semaphore(0);
    private volatile Optional<Instant> resumption;
    private volatile MessageBuffer buffer;
    /** In the buffer; empty while changes are to be repeated first and are not there yet. */
    private volatile Optional<Long> position = Optional.empty();
    /** Since when the client has been taking what is sent, by {@link System#nanoTime}. */
    private volatile Optional<Long> sendingSince = Optional.empty();

    private volatile boolean ended;
    private Thread writer;
    private boolean cut;

    /**
     * @param expiresAt when the token does
     * @param resumption from when on changes are to be repeated first
     */
    Watcher(TokenRecords.Token token, Instant expiresAt, Optional<Instant> resumption) {
        this.token = token;
        this.expiresAt = expiresAt;
        this.resumption = resumption;
    }

    TokenRecords.Token token() {
        return token;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** Empty where nothing is to be repeated any more. */
    Optional<Instant> resumption() {
        return resumption;
    }

    /** Watches from now on, unless something is to be repeated first. */
    void join(MessageBuffer messages) {
        buffer = messages;
        if (resumption.isEmpty()) {
            startAt(messages.end());
        }
    }

    void startAt(long start) {
        position = Optional.of(start);
        resumption = Optional.empty();
        wake();
    }

    /** There may be something to send. */
    void wake() {
        signal.release();
    }

    /** @return false where too much is waiting already */
    boolean offer(byte[] message) {
        boolean taken = ended || waiting.offer(message);
        wake();
        return taken;
    }

    /** Whether something has been on its way for so long that nobody takes it any more. */
    boolean isStalled() {
        return !ended
                && sendingSince
                        .filter(since -> System.nanoTime() - since > PATIENCE.toNanos())
                        .isPresent();
    }

    /** Until the watcher is ended or the client has gone. */
    @Override
    public void write(OutputStream client) {
        enter(Thread.currentThread());
        try {
            while (!ended) {
                signal.drainPermits();
                if (!sendNext(client)) {
                    signal.acquire();
                }
            }
        } catch (IOException gone) {
            LOG.debug("A watcher has gone: {}", gone.toString());
        } catch (InterruptedException stopped) {
            LOG.debug("A watcher is ended");
        } finally {
            leave();
        }
    }

    private boolean sendNext(OutputStream client) throws IOException {
        byte[] own = waiting.poll();
        if (own != null) {
            send(own, client);
            return true;
        }
        Optional<MessageBuffer.Part> next = position.flatMap(buffer::read);
        if (next.isEmpty()) {
            return false;
        }
        send(next.get().messages(), client);
        position = Optional.of(next.get().next());
        return true;
    }

    private void send(byte[] messages, OutputStream client) throws IOException {
        sendingSince = Optional.of(System.nanoTime());
        client.write(messages);
        client.flush();
        sendingSince = Optional.empty();
    }

    private synchronized void enter(Thread thread) {
        writer = thread;
    }

    /** The server closes the connection next, and would wait for what is on its way, maybe for ever. */
    private synchronized void leave() {
        ended = true;
        writer = null;
        if (cut) {
            Thread.currentThread().interrupt();
        } else {
            Thread.interrupted();
        }
    }

    /** Ends the client's connection, and forgets what was not sent. */
    synchronized void end() {
        ended = true;
        cut = sendingSince.isPresent();
        if (writer != null) {
            writer.interrupt();
        }
    }
}
