package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import com.acmecrm.integration.platform.task.TaskRegistryDouble;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventConsumerTest {

    private final EventConsumer consumer = new EventConsumer();
    private final AtomicInteger polls = new AtomicInteger();
    private final CompletableFuture<Thread> thread = new CompletableFuture<>();
    private final SourceDouble source = new SourceDouble();

    @AfterEach
    void stop() {
        consumer.stop(null);
    }

    /** As while a broker comes back: Kafka's client refuses to seek. */
    @Test
    void consumerShouldGoOnWhenTheSourceCanNeitherPollNorRewindNorClose() {
        start();

        Awaitility.await("it polls again").until(() -> polls.get() >= 3);
        assertThat(consumer.death()).isEmpty();
    }

    /** Only a server that stops the application may end the loop. */
    @Test
    void consumerShouldGoOnWhenItsThreadIsInterrupted() {
        start();
        Awaitility.await("it runs").until(() -> polls.get() >= 1);

        thread.join().interrupt();
        int before = polls.get();

        Awaitility.await("it polls again").until(() -> polls.get() > before + 1);
    }

    private void start() {
        consumer.executor = (ManagedExecutorService) Proxy.newProxyInstance(
                ManagedExecutorService.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (executor, method, arguments) -> CompletableFuture.runAsync(() -> run((Runnable) arguments[0])));
        consumer.source = source;
        consumer.dispatcher = new EventDispatcher();
        consumer.metrics = new ConsumerMetrics();
        consumer.tasks = TaskRegistryDouble.of(new SimpleMeterRegistry());
        consumer.background = new BackgroundWork();
        consumer.start(new ApplicationStarted());
    }

    private void run(Runnable loop) {
        thread.complete(Thread.currentThread());
        loop.run();
    }

    private final class SourceDouble implements EventSource {

        @Override
        public void open() {
            // nothing to prepare
        }

        @Override
        public List<Delivery> poll(Duration timeout) {
            polls.incrementAndGet();
            throw new IllegalStateException("cannot poll");
        }

        @Override
        public Map<Integer, Long> positions() {
            return Map.of();
        }

        @Override
        public long lag() {
            return 0;
        }

        @Override
        public void commit() {
            // nothing to keep
        }

        @Override
        public void rewind() {
            throw new IllegalStateException("cannot seek");
        }

        @Override
        public void close() {
            throw new IllegalStateException("cannot close");
        }

        @Override
        public void wakeUp() {
            // nothing to wake
        }
    }
}
