package com.acmecrm.integration.platform.health;

import com.acmecrm.integration.platform.ApplicationStarted;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
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
    void note(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 999) ApplicationStarted event) {
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
