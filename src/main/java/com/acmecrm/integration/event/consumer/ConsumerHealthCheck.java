package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.platform.health.BoundedHealthCheck;
import com.acmecrm.integration.platform.health.Findings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the consumer's loop has ended for good. */
@Liveness
@ApplicationScoped
public class ConsumerHealthCheck implements BoundedHealthCheck {

    private static final String NAME = "consumer";

    @Inject
    EventConsumer consumer;

    @Override
    public HealthCheckResponse call() {
        return consumer.death().isPresent() ? Findings.down(NAME) : Findings.ok(NAME, Map.of());
    }

    /** A process that is only busy must not be restarted. */
    @Override
    public HealthCheckResponse unanswered() {
        return Findings.degraded(NAME, Map.of());
    }
}
