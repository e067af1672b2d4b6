package com.acmecrm.integration.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.ZoneOffset;

/** The only place that reads the system's clock. */
@ApplicationScoped
class ClockProducer {

    /** UTC in whole milliseconds: what is stored, sent and shown is then the same instant. */
    @Produces
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
