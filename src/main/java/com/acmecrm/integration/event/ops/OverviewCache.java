package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.event.consumer.ConsumerLag;
import com.acmecrm.integration.platform.OverviewPart;
import com.acmecrm.integration.platform.SharedAnswer;
import com.acmecrm.integration.platform.health.Dependency;
import com.acmecrm.integration.platform.health.HealthChecks;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The overview, looked up at most every two seconds on a node, however many consoles are open. */
@ApplicationScoped
public class OverviewCache {

    private static final Logger LOG = LoggerFactory.getLogger(OverviewCache.class);
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

    @Inject
    @Any
    Instance<OverviewPart> parts;

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
        Map<String, Future<JsonValue>> others = new TreeMap<>();
        parts.forEach(part -> others.put(part.name(), executor.submit(() -> lookIfKnown(part))));
        OverviewFigures figures = service.figures();
        Map<String, JsonValue> told = new TreeMap<>();
        others.forEach((name, part) -> told.put(name, await(part, deadline, JsonValue.NULL)));
        return new Overview(
                figures, await(behind, deadline, Optional.empty()), await(dependencies, deadline, List.of()), told);
    }

    /** Redis may be away, too. */
    private static JsonValue lookIfKnown(OverviewPart part) {
        try {
            return part.look();
        } catch (RuntimeException unknown) {
            LOG.debug("The overview goes without {}: {}", part.name(), unknown.toString());
            return JsonValue.NULL;
        }
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
