package com.acmecrm.integration.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets so many transactions of requests run at once as {@code acmecrm.database.pool-size} says. */
@ApplicationScoped
public class RequestBulkhead {

    /**
     * Longer than PostgreSQL's own pauses, as for a checkpoint on a slow disk; short enough to leave a {@link DatabaseCall}
     * the second that a new connection may take.
     */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private static final int LEAST = 8;
    private static final int PER_CORE = 4;

    @Inject
    @ConfigProperty(name = "acmecrm.database.pool-size")
    Optional<Integer> poolSize;

    @Inject
    MeterRegistry meters;

    private Semaphore permits;
    private Timer admitted;
    private Timer refused;

    @PostConstruct
    void open() {
        int size =
                poolSize.orElse(Math.max(LEAST, PER_CORE * Runtime.getRuntime().availableProcessors()));
        // In turn: where latecomers may pass, some wait out their patience while others are served at once.
        permits = new Semaphore(size, true);
        register(size);
    }

    private void register(int size) {
        Gauge.builder("acmecrm.database.pool.size", () -> size)
                .description("Transactions of requests that may run at once")
                .register(meters);
        Gauge.builder("acmecrm.database.pool.active", () -> size - permits.availablePermits())
                .description("Transactions of requests that run now")
                .register(meters);
        admitted = wait("admitted");
        refused = wait("refused");
    }

    private Timer wait(String outcome) {
        return Timer.builder("acmecrm.database.pool.wait")
                .description("How long requests waited for their place")
                .tag("outcome", outcome)
                .register(meters);
    }

    boolean enter() {
        long start = System.nanoTime();
        try {
            boolean entered = permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            (entered ? admitted : refused).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return entered;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        permits.release();
    }
}
