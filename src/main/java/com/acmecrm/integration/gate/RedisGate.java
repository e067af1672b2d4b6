package com.acmecrm.integration.gate;

import com.acmecrm.integration.auth.RedisTokenStore;
import com.acmecrm.integration.platform.RedisConnection;
import com.acmecrm.integration.platform.TokenRecords;
import com.acmecrm.integration.ratelimit.Endpoint;
import com.acmecrm.integration.ratelimit.RateVerdict;
import com.acmecrm.integration.ratelimit.RedisRateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.redisson.api.RBatch;

/** Asks Redis everything about a request at once. */
@ApplicationScoped
public class RedisGate {

    private static final CompletionStage<Boolean> NO_TOKEN = CompletableFuture.completedStage(false);

    @Inject
    RedisConnection redis;

    @Inject
    RedisRateLimiter limiter;

    @Inject
    RedisTokenStore tokens;

    Admission admit(Endpoint endpoint, String address, Optional<JsonWebToken> token) {
        RBatch batch = redis.batch();
        CompletionStage<RateVerdict> rate = limiter.count(batch, endpoint, address);
        CompletionStage<Boolean> valid = token.map(sent -> tokens.isValid(batch, TokenRecords.Token.of(sent)))
                .orElse(NO_TOKEN);
        redis.execute(batch);
        return new Admission(
                rate.toCompletableFuture().join(), valid.toCompletableFuture().join());
    }
}
