package com.acmecrm.integration.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long answers are kept ({@code acmecrm.idempotency.retention}). */
@ApplicationScoped
public class IdempotencyConfig {

    @Inject
    @ConfigProperty(name = "acmecrm.idempotency.retention")
    Duration retention;

    Duration retention() {
        return retention;
    }
}
