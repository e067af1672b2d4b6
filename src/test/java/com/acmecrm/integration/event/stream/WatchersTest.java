package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.TokenRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WatchersTest {

    private final Watchers watchers = new Watchers();
    private boolean noThread;
    private final ByteArrayOutputStream client = new ByteArrayOutputStream();

    @BeforeEach
    void startOneThatServesOne() {
        watchers.limit = 1;
        watchers.meters = new SimpleMeterRegistry();
        watchers.threads = (ManagedThreadFactory) Proxy.newProxyInstance(
                ManagedThreadFactory.class.getClassLoader(),
                new Class<?>[] {ManagedThreadFactory.class},
                (threads, method, arguments) -> noThread ? null : new Thread((Runnable) arguments[0]));
        watchers.register();
    }

    @AfterEach
    void close() {
        watchers.close();
    }

    /** Redis has been away for so long that everyone's stream was ended, and is back. */
    @Test
    void othersShouldBeServedWhenAllHaveBeenEnded() {
        Watcher one = watcher();
        watchers.admit(one, () -> one.write(OutputStream.nullOutputStream()));
        assertThatThrownBy(() -> watchers.admit(watcher(), () -> {})).hasMessageContaining("Try again");

        watchers.endAll();
        awaitPresent(0);
        Watcher other = watcher();
        watchers.admit(other, () -> other.write(client));

        awaitWritten(": welcome\n\n");
        awaitPresent(1);
    }

    @Test
    void watcherShouldBeDroppedWhenItsQueueIsFull() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        Watcher slow = watcher();
        watchers.admit(slow, () -> slow.write(blockedStream(blocked)));
        blocked.await();

        for (int message = 0; message < 100; message++) {
            watchers.tell(slow, StreamMessage.HEARTBEAT);
        }

        awaitPresent(0);
        assertThat(watchers.meters.counter("acmecrm.stream.dropped").count()).isEqualTo(1);
    }

    @Test
    void watcherWithoutAThreadShouldTakeNoRoomFromOthers() {
        noThread = true;
        assertThatThrownBy(() -> watchers.admit(watcher(), () -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(watchers.present()).isEmpty();

        noThread = false;
        Watcher other = watcher();
        watchers.admit(other, () -> other.write(client));

        awaitWritten(": welcome\n\n");
    }

    @Test
    void watcherShouldEndWhenItsClientHasGone() {
        Watcher gone = watcher();
        watchers.admit(
                gone,
                () -> gone.write(new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("broken pipe");
                    }
                }));

        awaitPresent(0);
    }

    @Test
    void watcherThatIsEndedFirstShouldWriteNothing() {
        Watcher early = watcher();
        early.offer(StreamMessage.HEARTBEAT);
        early.end();

        early.write(client);

        assertThat(client.size()).isZero();
        assertThat(Thread.interrupted()).isFalse();
    }

    private static Watcher watcher() {
        return new Watcher(new TokenRecords.Token("token", "1", 0), Instant.MAX, Optional.empty());
    }

    private static OutputStream blockedStream(CountDownLatch blocked) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                blocked.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stopped) {
                    throw new InterruptedIOException();
                }
            }
        };
    }

    private void awaitPresent(int count) {
        Awaitility.await().until(() -> watchers.present().size() == count);
    }

    private void awaitWritten(String text) {
        Awaitility.await().until(() -> client.toString(StandardCharsets.UTF_8).endsWith(text));
    }
}
