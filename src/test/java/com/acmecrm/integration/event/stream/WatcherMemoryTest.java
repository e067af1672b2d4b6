package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.TokenRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What all watchers of a node need together. */
class WatcherMemoryTest {

    private static final int WATCHERS = 200;
    private static final int CHANGES = 10_000;
    private static final long MIB = 1024 * 1024;
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Watchers watchers = new Watchers();
    private final CountDownLatch writing = new CountDownLatch(WATCHERS);
    private final ChangeFeed feed = new ChangeFeed();

    @AfterEach
    void close() {
        watchers.close();
    }

    /** After a restart: all of them come again, each with the same position, and none reads fast. */
    @Test
    void watchersThatResumeShouldShareWhatIsRepeated() {
        open();
        for (int watcher = 0; watcher < WATCHERS; watcher++) {
            admit(new Watcher(
                    new TokenRecords.Token("token", "1", 0), Instant.MAX, Optional.of(NOW.minusSeconds(1_800))));
        }
        Awaitility.await("no client takes anything").until(() -> writing.getCount() == 0);
        long before = used();

        feed.tellChanges();

        long mib = (used() - before) / MIB;
        Reference.reachabilityFence(feed);
        assertThat(mib).as("MiB for %d watchers", WATCHERS).isLessThan(64);
        assertThat(watchers.present()).hasSize(WATCHERS);
    }

    private void open() {
        watchers.limit = WATCHERS;
        watchers.meters = new SimpleMeterRegistry();
        watchers.threads = (ManagedThreadFactory) Proxy.newProxyInstance(
                ManagedThreadFactory.class.getClassLoader(),
                new Class<?>[] {ManagedThreadFactory.class},
                (threads, method, arguments) -> new Thread((Runnable) arguments[0]));
        watchers.register();
        feed.watchers = watchers;
        feed.meters = watchers.meters;
        feed.changes = new Changes();
        feed.register();
    }

    private void admit(Watcher watcher) {
        watchers.admit(watcher, () -> watcher.write(blocked()));
    }

    private OutputStream blocked() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                writing.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stopped) {
                    throw new InterruptedIOException();
                }
            }
        };
    }

    private static long used() {
        for (int time = 0; time < 3; time++) {
            System.gc();
        }
        Runtime machine = Runtime.getRuntime();
        return machine.totalMemory() - machine.freeMemory();
    }

    /** Ten a second, up to a quarter of an hour ago. */
    private static final class Changes extends ChangeRepository {

        private final List<Change> all = IntStream.range(0, CHANGES)
                .mapToObj(number -> new Change(
                        new UUID(0, number),
                        "contact.updated",
                        "contact-" + new UUID(1, number),
                        "processed",
                        number,
                        NOW.minusSeconds(1_800).plusMillis(90L * number),
                        Optional.empty(),
                        NOW))
                .toList();

        @Override
        List<Change> after(Position position, int limit) {
            return all.stream()
                    .filter(change -> !change.changedAt().isBefore(position.at()))
                    .filter(change -> change.changedAt().isAfter(position.at())
                            || change.id().compareTo(position.event()) > 0)
                    .limit(limit)
                    .toList();
        }

        @Override
        Instant now() {
            return NOW;
        }

        @Override
        Instant oldestToRepeat(int limit) {
            return NOW.minusSeconds(3_600);
        }
    }
}
