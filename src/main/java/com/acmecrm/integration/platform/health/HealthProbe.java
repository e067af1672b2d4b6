package com.acmecrm.integration.platform.health;

import com.acmecrm.integration.platform.SharedAnswer;
import com.acmecrm.integration.platform.log.Causes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** One check, and what it said last: probes come from many sides, and must not become load for what they ask about. */
final class HealthProbe {

    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final BoundedHealthCheck check;
    private final SharedAnswer<Outcome> outcome;
    private final HealthLog log;

    HealthProbe(BoundedHealthCheck check, Executor executor, HealthLog log) {
        this.check = check;
        this.outcome = new SharedAnswer<>(KEPT, executor, this::call);
        this.log = log;
    }

    /** All at the same time; one that hangs costs the others nothing. */
    static List<HealthCheckResponse> askAll(List<HealthProbe> probes) {
        List<CompletableFuture<Outcome>> asked =
                probes.stream().map(probe -> probe.outcome.ask()).toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        return IntStream.range(0, probes.size())
                .mapToObj(index -> probes.get(index).finding(asked.get(index), deadline))
                .toList();
    }

    boolean isOfADependency() {
        return check.isOfADependency();
    }

    private Outcome call() {
        try {
            return new Outcome(check.call(), "");
        } catch (RuntimeException failure) {
            return silence(Causes.first(failure).toString());
        }
    }

    private HealthCheckResponse finding(CompletableFuture<Outcome> asked, long deadline) {
        Outcome known = await(asked, deadline);
        log.note(known.finding(), known.reason());
        return known.finding();
    }

    private Outcome await(CompletableFuture<Outcome> asked, long deadline) {
        try {
            return asked.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            return silence("no answer in " + PATIENCE.toMillis() + " ms");
        } catch (ExecutionException failure) {
            return silence(Causes.first(failure).toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return silence("stopping");
        }
    }

    private Outcome silence(String reason) {
        return new Outcome(check.unanswered(), reason);
    }

    /** @param reason for the log alone: it may name addresses */
    private record Outcome(HealthCheckResponse finding, String reason) {}
}
