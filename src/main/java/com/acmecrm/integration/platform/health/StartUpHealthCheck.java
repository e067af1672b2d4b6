package com.acmecrm.integration.platform.health;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** The configuration was good, the schema is there, and everything that begins with the application has begun. */
@Startup
@ApplicationScoped
public class StartUpHealthCheck implements BoundedHealthCheck {

    private static final String NAME = "application";

    private volatile boolean started;

    /** After all others. */
    void note(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.LIBRARY_AFTER + 999)
                    Object start) {
        started = true;
    }

    @Override
    public HealthCheckResponse call() {
        return started ? Findings.ok(NAME, Map.of()) : Findings.down(NAME);
    }

    @Override
    public HealthCheckResponse unanswered() {
        return Findings.down(NAME);
    }
}
