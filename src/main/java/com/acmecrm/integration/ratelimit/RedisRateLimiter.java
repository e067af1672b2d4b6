package com.acmecrm.integration.ratelimit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;

/** Counts calls in Redis: one plain integer for each endpoint and address, which expires when its window ends. */
@ApplicationScoped
public class RedisRateLimiter {

    /**
     * One step, so that no counter is ever left without an expiry, and one that lives for longer than the window, because it
     * was longer before or someone made the counter by hand, is given the window's; one key, so that it works on a cluster.
     */
    private static final String COUNT = """
            local window = tonumber(ARGV[1])
            local count = redis.call('incr', KEYS[1])
            local left = redis.call('pttl', KEYS[1])
            if left < 0 or left > window then
              redis.call('pexpire', KEYS[1], window)
              left = window
            end
            return {count, left}
            """;

    @Inject
    RateLimitConfig config;

    /** Counts one call, as part of a round trip that the caller makes. */
    public CompletionStage<RateCount> count(RBatch batch, Endpoint endpoint, String address) {
        RatePolicy policy = config.policyOf(endpoint);
        return batch.getScript(StringCodec.INSTANCE)
                .<List<Long>>evalAsync(
                        RScript.Mode.READ_WRITE,
                        COUNT,
                        RScript.ReturnType.LIST,
                        List.of(endpoint.key(config.caller(address))),
                        Long.toString(policy.window().toMillis()))
                .thenApply(answer -> new RateCount(policy, answer.get(0), Duration.ofMillis(answer.get(1))));
    }
}
