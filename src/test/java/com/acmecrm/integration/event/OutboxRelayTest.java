package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import com.acmecrm.integration.platform.task.TaskRegistryDouble;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxRelayTest {

    private final OutboxRelay relay = new OutboxRelay();
    private final AtomicInteger rounds = new AtomicInteger();
    private final CompletableFuture<Thread> thread = new CompletableFuture<>();

    @BeforeEach
    void start() {
        relay.executor = (ManagedExecutorService) Proxy.newProxyInstance(
                ManagedExecutorService.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (executor, method, arguments) -> CompletableFuture.runAsync(() -> run((Runnable) arguments[0])));
        relay.sender = new OutboxSender() {
            @Override
            int sendAll(Runnable progress) {
                rounds.incrementAndGet();
                return 0;
            }
        };
        relay.lease = new RelayLease();
        relay.otherNodes = new UnusableWakeUp();
        relay.metrics = new RelayMetrics();
        relay.metrics.meters = new SimpleMeterRegistry();
        relay.tasks = TaskRegistryDouble.of(relay.metrics.meters);
        relay.background = new BackgroundWork();
        relay.start(new ApplicationStarted());
    }

    @AfterEach
    void stop() {
        relay.stop(null);
    }

    /** A commit on this node wakes the relay of another: here Redis' client fails as nobody expects. */
    @Test
    void relayShouldGoOnWhenItCannotWakeOtherNodes() {
        relay.onAppended(new EventAppended());

        awaitAnotherRound();
    }

    /** Only a server that stops the application may end the loop. */
    @Test
    void relayShouldGoOnWhenItsThreadIsInterrupted() {
        awaitAnotherRound();

        thread.join().interrupt();

        awaitAnotherRound();
    }

    private void awaitAnotherRound() {
        int before = rounds.get();
        Awaitility.await("another round").until(() -> rounds.get() > before);
        assertThat(relay.death()).isEmpty();
    }

    private void run(Runnable loop) {
        thread.complete(Thread.currentThread());
        loop.run();
    }

    private static final class UnusableWakeUp extends RedisWakeUp {

        @Override
        void wakeUp() {
            throw new IllegalStateException("shut down");
        }

        @Override
        void listen(Runnable onAppended, Runnable onLeaseFree) {
            // nobody is heard
        }
    }
}
