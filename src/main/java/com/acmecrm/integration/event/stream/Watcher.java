package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.TokenRecords;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client with what it is still to be sent. To give it something never blocks, however slow the client is: writing
 * does, on a thread of its own.
 */
final class Watcher implements StreamingOutput {

    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    /** One a second at most, unless much is repeated. */
    private static final int QUEUE = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TokenRecords.Token token;
    private final Instant expiresAt;
    private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>(QUEUE);
    private volatile Optional<Instant> resumption;
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

    void resumed() {
        resumption = Optional.empty();
    }

    /** @return false where too much is waiting already */
    boolean offer(byte[] messages) {
        return ended || waiting.offer(messages);
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
                send(waiting.take(), client);
            }
        } catch (IOException gone) {
            LOG.debug("A watcher has gone: {}", gone.toString());
        } catch (InterruptedException stopped) {
            LOG.debug("A watcher is ended");
        } finally {
            leave();
        }
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
