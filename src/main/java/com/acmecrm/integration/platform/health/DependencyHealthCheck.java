package com.acmecrm.integration.platform.health;

import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether something that this service stands on answers, and how fast. */
public abstract class DependencyHealthCheck implements BoundedHealthCheck {

    static final String LATENCY = "latencyMillis";

    private final String name;
    private final Absence absence;

    /** What it means that the dependency is away. */
    public enum Absence {
        /** Requests cannot be served. */
        DOWN,
        /** They can. */
        DEGRADED
    }

    protected DependencyHealthCheck(String name, Absence absence) {
        this.name = name;
        this.absence = absence;
    }

    /**
     * Asks it something cheap.
     *
     * @throws RuntimeException if it does not answer; the text goes to the log and nowhere else
     */
    protected abstract void ask();

    @Override
    public HealthCheckResponse call() {
        long start = System.nanoTime();
        ask();
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return Findings.ok(name, Map.of(LATENCY, millis));
    }

    @Override
    public boolean isOfADependency() {
        return true;
    }

    @Override
    public HealthCheckResponse unanswered() {
        return absence == Absence.DOWN ? Findings.down(name) : Findings.degraded(name, Map.of());
    }
}
