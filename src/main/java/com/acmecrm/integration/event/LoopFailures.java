package com.acmecrm.integration.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Counts what went wrong in loops that try again by themselves. */
@ApplicationScoped
public class LoopFailures {

    @Inject
    MeterRegistry meters;

    public void count(String loop) {
        Counter.builder("acmecrm.loop.failures")
                .description("Rounds of a background loop that failed and are tried again")
                .tag("loop", loop)
                .register(meters)
                .increment();
    }
}
