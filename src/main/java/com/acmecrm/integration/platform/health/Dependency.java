package com.acmecrm.integration.platform.health;

import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * One of the things that this service stands on, as a node sees it now.
 *
 * @param state {@code up}, {@code degraded} (it is away, and requests do not notice) or {@code down}
 * @param latencyMillis of its answer; empty where there was none
 */
public record Dependency(String name, String state, Optional<Long> latencyMillis) {

    static Dependency of(HealthCheckResponse finding) {
        String state = Findings.state(finding);
        return new Dependency(
                finding.getName(),
                state.equals(Findings.OK) ? "up" : state,
                finding.getData()
                        .map(data -> data.get(DependencyHealthCheck.LATENCY))
                        .map(Long.class::cast));
    }
}
