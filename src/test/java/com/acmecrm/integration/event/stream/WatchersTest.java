package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.TokenRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WatchersTest {

    private final Watchers watchers = new Watchers();

    @BeforeEach
    void startOneThatServesOne() {
        watchers.limit = 1;
        watchers.meters = new SimpleMeterRegistry();
        watchers.threads =
                fake(ManagedThreadFactory.class, (threads, method, arguments) -> new Thread((Runnable) arguments[0]));
        watchers.register();
    }

    /** Redis has been away for so long that everyone's stream was ended, and is back. */
    @Test
    void othersShouldBeServedWhenAllHaveBeenEnded() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        watchers.admit(client(new CountDownLatch(1), closed), Optional.empty());

        watchers.endAll();
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        CountDownLatch welcomed = new CountDownLatch(1);
        watchers.admit(client(welcomed, new CountDownLatch(1)), Optional.empty());

        assertThat(welcomed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(watchers.present()).hasSize(1);
    }

    private static Client client(CountDownLatch sent, CountDownLatch closed) {
        SseEventSink sink = fake(SseEventSink.class, (self, method, arguments) -> {
            (method.getName().equals("send") ? sent : closed).countDown();
            return method.getName().equals("send") ? CompletableFuture.completedFuture(null) : null;
        });
        OutboundSseEvent.Builder builder = fake(
                OutboundSseEvent.Builder.class,
                (self, method, arguments) -> method.getName().equals("build") ? null : self);
        Sse sse = fake(Sse.class, (self, method, arguments) -> builder);
        return new Client(sink, sse, new TokenRecords.Token("token", "1"), Instant.MAX);
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
