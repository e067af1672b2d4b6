package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.TokenRecords;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Who asked for the stream, and the way to them.
 *
 * @param expiresAt when the token does
 */
record Client(SseEventSink sink, Sse sse, TokenRecords.Token token, Instant expiresAt) {

    /**
     * Sends one message; the next only when this one has gone.
     *
     * @throws IllegalStateException if the connection is known to be closed
     */
    CompletionStage<?> send(StreamMessage message) {
        return sink.send(message.toEvent(sse));
    }
}
