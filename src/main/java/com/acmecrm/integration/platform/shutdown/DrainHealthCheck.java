package com.acmecrm.integration.platform.shutdown;

import com.acmecrm.integration.platform.health.BoundedHealthCheck;
import com.acmecrm.integration.platform.health.Findings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while this node is leaving, so that no more requests are sent to it. */
@Readiness
@ApplicationScoped
public class DrainHealthCheck implements BoundedHealthCheck {

    private static final String NAME = "drain";

    @Inject
    Drain drain;

    @Override
    public HealthCheckResponse call() {
        return drain.isOn() ? Findings.down(NAME) : Findings.ok(NAME, Map.of());
    }

    /** A node that is only busy has not left. */
    @Override
    public HealthCheckResponse unanswered() {
        return Findings.degraded(NAME, Map.of());
    }
}
