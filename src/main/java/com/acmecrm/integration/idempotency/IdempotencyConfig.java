package com.acmecrm.integration.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long answers are kept ({@code acmecrm.idempotency.retention}). */
@ApplicationScoped
public class IdempotencyConfig {

    private static final String KEY = "acmecrm.idempotency.retention";
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(365);

    @Inject
    @ConfigProperty(name = KEY)
    Duration retention;

    /** At start, so that a bad value stops it. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (retention.compareTo(LEAST) < 0 || retention.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(KEY + " must be from PT1M to P365D: " + retention);
        }
    }

    Duration retention() {
        return retention;
    }
}
