package com.acmecrm.integration.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Requests over a limit, refused or not: counted on this node, and noted for the list of all nodes. */
@ApplicationScoped
public class Refusals {

    @Inject
    RateLimitConfig config;

    @Inject
    RedisRefusals all;

    @Inject
    MeterRegistry meters;

    /** From the start, so that nobody who watches them misses the first. */
    void register(@Observes @Initialized(ApplicationScoped.class) Object start) {
        config.policies().forEach(this::counter);
    }

    /** A request that was over its limit. */
    public void note(RateVerdict verdict, Endpoint endpoint, String address) {
        counter(verdict.policy()).increment();
        all.note(
                Refusal.Subject.of(verdict.policy(), config.caller(address), endpoint),
                verdict.untilReset().toMillis());
    }

    private Counter counter(RatePolicy policy) {
        return Counter.builder("acmecrm.ratelimit.refused")
                .description("Requests over a limit; in the mode shadow they were let in")
                .tags("policy", policy.name(), "mode", policy.mode().word())
                .register(meters);
    }
}
