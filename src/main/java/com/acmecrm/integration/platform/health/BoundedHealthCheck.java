package com.acmecrm.integration.platform.health;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * A health check that is asked about once a second at most, by one thread of the container's at a time, and waited for a
 * second. Implementations are CDI beans with one of {@code @Liveness}, {@code @Readiness} and {@code @Startup}.
 */
public interface BoundedHealthCheck extends HealthCheck {

    /** What is told where {@link #call} throws, or has not answered in time. */
    HealthCheckResponse unanswered();

    /** Whether it looks at something that this service stands on. Asked and not told by type: proxies hide types. */
    default boolean isOfADependency() {
        return false;
    }
}
