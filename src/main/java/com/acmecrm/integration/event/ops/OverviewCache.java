package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.event.consumer.ConsumerLag;
import com.acmecrm.integration.platform.SharedAnswer;
import com.acmecrm.integration.platform.health.Dependency;
import com.acmecrm.integration.platform.health.HealthChecks;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The overview, looked up at most every two seconds on a node, however many consoles are open. */
@ApplicationScoped
public class OverviewCache {

    private static final Duration KEPT = Duration.ofSeconds(2);
    /** For what is asked beside PostgreSQL, at the same time; each part has its own bound of about a second. */
    private static final Duration PATIENCE = Duration.ofMillis(1_200);

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Inject
    OverviewService service;

    @Inject
    ConsumerLag lag;

    @Inject
    HealthChecks health;

    private final SharedAnswer<Overview> overview = new SharedAnswer<>(KEPT, Runnable::run, this::look);

    /** @throws com.acmecrm.integration.platform.DatabaseUnavailableException if PostgreSQL does not answer in time */
    Overview get() {
        try {
            return overview.ask().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException reason ? reason : failure;
        }
    }

    private Overview look() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Future<Optional<Long>> behind = executor.submit(this::lagIfKnown);
        Future<List<Dependency>> dependencies = executor.submit(health::dependencies);
        OverviewFigures figures = service.figures();
        return new Overview(
                figures, await(behind, deadline, Optional.empty()), await(dependencies, deadline, List.of()));
    }

    /** Kafka may be away, as its health check tells: the figures are wanted then more than ever. */
    private Optional<Long> lagIfKnown() {
        try {
            return Optional.of(lag.messages());
        } catch (RuntimeException unknown) {
            return Optional.empty();
        }
    }

    private static <T> T await(Future<T> part, long deadline, T otherwise) {
        try {
            return part.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            return otherwise;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }
}
