package com.acmecrm.integration.event.consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How often and when a handler is called again ({@code acmecrm.events.processing.*}). */
@ApplicationScoped
public class ProcessingConfig {

    private static final Duration CAP = Duration.ofMinutes(5);

    @Inject
    @ConfigProperty(name = "acmecrm.events.processing.attempts")
    int attempts;

    @Inject
    @ConfigProperty(name = "acmecrm.events.processing.retry-delay")
    Duration retryDelay;

    boolean isLast(int attempt) {
        return attempt >= attempts;
    }

    /** Twice as long after each failure, five minutes at most. */
    Duration delayAfter(int attempt) {
        Duration delay = retryDelay.multipliedBy(1L << Math.min(attempt - 1, 20));
        return delay.compareTo(CAP) < 0 ? delay : CAP;
    }
}
