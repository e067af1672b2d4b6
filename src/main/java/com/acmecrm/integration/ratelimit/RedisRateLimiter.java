package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.platform.RedisBatch;
import com.acmecrm.integration.platform.RedisScript;
import com.acmecrm.integration.platform.RedisUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts calls in Redis: one plain integer for each endpoint and address, which expires when its window ends. */
@ApplicationScoped
public class RedisRateLimiter {

    /**
     * One step, so that no counter is ever left without an expiry, and one that lives for longer than the window, because it
     * was longer before or someone made the counter by hand, is given the window's; one key, so that it works on a cluster.
     */
    private static final RedisScript<List<Long>> COUNT = RedisScript.ofList("""
            local window = tonumber(ARGV[1])
            local count = redis.pcall('incr', KEYS[1])
            if type(count) == 'table' then
              if not string.find(count.err, 'overflow') then
                return count
              end
              count = 9007199254740991
            end
            local left = redis.call('pttl', KEYS[1])
            if left < 0 or left > window then
              redis.call('pexpire', KEYS[1], window)
              left = window
            end
            return {count, left}
            """);

    @Inject
    RateLimitConfig config;

    /** Counts one call, as part of a round trip that the caller makes. */
    public CompletionStage<RateCount> count(RedisBatch batch, Endpoint endpoint, String address) {
        RatePolicy policy = config.policyOf(endpoint);
        return batch.evaluate(
                        COUNT,
                        List.of(endpoint.key(config.caller(address))),
                        Long.toString(policy.window().toMillis()))
                .thenApply(answer -> new RateCount(policy, answer.get(0), Duration.ofMillis(answer.get(1))));
    }

    /**
     * What {@link #count} has counted, after its batch.
     *
     * @throws RedisUnavailableException if the key holds something that cannot be counted up
     */
    public static RateCount counted(CompletionStage<RateCount> count) {
        CompletableFuture<RateCount> counted = count.toCompletableFuture();
        if (counted.isCompletedExceptionally()) {
            throw RedisUnavailableException.unchanged(
                    counted.handle((none, invalidValue) -> invalidValue).join());
        }
        return counted.join();
    }
}
