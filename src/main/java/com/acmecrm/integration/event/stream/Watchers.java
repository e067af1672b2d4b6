package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.shutdown.ApplicationStopping;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who watch this node now, {@code acmecrm.events.stream.watchers} at most, each with a thread of the container's
 * that writes to it. One write a second hands it all that has changed; a message at a time, as JAX-RS's own
 * server-sent events go, costs so many more system calls that a hundred watchers keep two cores busy.
 */
@ApplicationScoped
public class Watchers {

    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);
    private static final String RETRY_SECONDS = "10";
    private static final int IDLE_SECONDS = 30;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    @Inject
    @ConfigProperty(name = "acmecrm.events.stream.watchers")
    int limit;

    @Inject
    MeterRegistry meters;

    private final MessageBuffer buffer = new MessageBuffer();
    private final Set<Watcher> present = ConcurrentHashMap.newKeySet();
    private Semaphore places;
    private Counter dropped;
    private ExecutorService senders;

    @PostConstruct
    void register() {
        places = new Semaphore(limit);
        senders = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        Gauge.builder("acmecrm.stream.watchers", present, Set::size)
                .description("Clients that watch events on this node")
                .register(meters);
        Gauge.builder("acmecrm.stream.buffer", buffer, MessageBuffer::bytes)
                .description("Messages that this node keeps for all its watchers together")
                .baseUnit("bytes")
                .register(meters);
        dropped = Counter.builder("acmecrm.stream.dropped")
                .description("Watchers that were too slow")
                .register(meters);
    }

    void stop(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(ApplicationStopping.REQUESTS)
                    ApplicationStopping event) {
        endAll();
    }

    @PreDestroy
    void close() {
        endAll();
        senders.shutdown(); // connections that are being closed still are
    }

    /** Others may come afterwards. */
    void endAll() {
        present.forEach(Watcher::end);
    }

    /**
     * Takes one more in.
     *
     * @param answer answers its client, until the watcher is ended or the client has gone
     * @throws ProblemException 503 if there are enough
     */
    void admit(Watcher watcher, Runnable answer) {
        if (!places.tryAcquire()) {
            throw ProblemException.of(
                            ProblemType.SERVICE_UNAVAILABLE, "As many watch already as this node serves. Try again.")
                    .withHeader("Retry-After", RETRY_SECONDS);
        }
        watcher.join(buffer);
        watcher.offer(StreamMessage.WELCOME);
        present.add(watcher);
        try {
            senders.execute(() -> serve(watcher, answer));
        } catch (RuntimeException | Error noThread) {
            leave(watcher);
            throw noThread;
        }
    }

    private void serve(Watcher watcher, Runnable answer) {
        try {
            answer.run();
        } finally {
            Thread.interrupted();
            leave(watcher);
        }
    }

    private void leave(Watcher watcher) {
        places.release();
        present.remove(watcher);
    }

    /** What is sent to all of them. */
    MessageBuffer buffer() {
        return buffer;
    }

    void wakeAll() {
        present.forEach(Watcher::wake);
    }

    /** As of now; who comes later is in the next. */
    List<Watcher> present() {
        return List.copyOf(present);
    }

    void tell(Watcher watcher, byte[] messages) {
        if (!watcher.offer(messages)) {
            drop(watcher);
        }
    }

    void tellAll(byte[] messages) {
        present.forEach(watcher -> tell(watcher, messages));
    }

    void dropStalled() {
        present.stream().filter(Watcher::isStalled).forEach(this::drop);
    }

    private void drop(Watcher watcher) {
        LOG.warn("A watcher was too slow, token {}", watcher.token().id());
        dropped.increment();
        watcher.end();
    }
}
