package com.acmecrm.integration.gate;

import com.acmecrm.integration.auth.token.RedisTokenStore;
import com.acmecrm.integration.platform.RedisBatch;
import com.acmecrm.integration.platform.RedisConnection;
import com.acmecrm.integration.platform.TokenRecords;
import com.acmecrm.integration.ratelimit.Endpoint;
import com.acmecrm.integration.ratelimit.RateCount;
import com.acmecrm.integration.ratelimit.RedisRateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.jwt.JsonWebToken;

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

    /** @param token whose signature and times are good */
    Admission admit(Endpoint endpoint, String address, Optional<JsonWebToken> token) {
        RedisBatch batch = redis.independentBatch();
        CompletionStage<RateCount> count = limiter.count(batch, endpoint, address);
        CompletionStage<Boolean> known = token.map(sent -> tokens.isValid(batch, TokenRecords.Token.of(sent)))
                .orElse(NO_TOKEN);
        redis.execute(batch);
        boolean valid = RedisTokenStore.isGood(known);
        // A revoked token's role allows nothing more.
        Set<String> roles =
                token.filter(sent -> valid).map(JsonWebToken::getGroups).orElse(Set.of());
        return new Admission(RedisRateLimiter.counted(count).verdict(roles), valid);
    }
}
