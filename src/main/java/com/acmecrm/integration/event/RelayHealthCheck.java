package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.health.BoundedHealthCheck;
import com.acmecrm.integration.platform.health.Findings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the relay's loop has ended for good. */
@Liveness
@ApplicationScoped
public class RelayHealthCheck implements BoundedHealthCheck {

    private static final String NAME = "relay";

    @Inject
    OutboxRelay relay;

    @Override
    public HealthCheckResponse call() {
        return relay.death().isPresent() ? Findings.down(NAME) : Findings.ok(NAME, Map.of());
    }

    /** A process that is only busy must not be restarted. */
    @Override
    public HealthCheckResponse unanswered() {
        return Findings.degraded(NAME, Map.of());
    }
}
