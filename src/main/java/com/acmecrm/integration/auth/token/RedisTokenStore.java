package com.acmecrm.integration.auth.token;

import com.acmecrm.integration.platform.RedisBatch;
import com.acmecrm.integration.platform.RedisConnection;
import com.acmecrm.integration.platform.TokenRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.redisson.api.RBatch;
import org.redisson.api.RMapAsync;
import org.redisson.client.codec.StringCodec;

/**
 * The record of each token, without which it is not valid: {@code auth:token:<jti>}, a hash of exactly {@code userId,
 * issuedAt, expiresAt, revoked}, which expires with the token.
 */
@ApplicationScoped
public class RedisTokenStore implements TokenRecords {

    private static final String REVOKED = "revoked";

    @Inject
    RedisConnection redis;

    @Inject
    RedisNotBefore notBefore;

    public void keep(IssuedToken token) {
        RedisBatch batch = redis.atomicBatch();
        Map<String, String> fields = Map.of(
                "userId",
                token.userId(),
                "issuedAt",
                Long.toString(token.issuedAt().getEpochSecond()),
                "expiresAt",
                Long.toString(token.expiresAt().getEpochSecond()),
                REVOKED,
                "false");
        batch.add(key(token.id()), commands -> record(commands, token.id()).putAllAsync(fields));
        batch.add(key(token.id()), commands -> record(commands, token.id()).expireAsync(token.expiresAt()));
        redis.change(batch);
    }

    /** A token whose record is gone already stays gone. */
    public void revoke(String tokenId) {
        RedisBatch batch = redis.atomicBatch();
        batch.add(key(tokenId), commands -> record(commands, tokenId).fastReplaceAsync(REVOKED, "true"));
        redis.change(batch);
    }

    /**
     * Asks for a token's record and for its user's not-before, as part of a round trip that the caller makes.
     *
     * @return whether the token is still good
     */
    public CompletionStage<Boolean> isValid(RedisBatch batch, Token token) {
        CompletionStage<Boolean> allowed = notBefore.allows(batch, token);
        return batch.add(
                        key(token.id()),
                        commands -> record(commands, token.id()).readAllMapAsync())
                .thenApply(record ->
                        "false".equals(record.get(REVOKED)) && token.userId().equals(record.get("userId")))
                .thenCombine(allowed, (recorded, notEnded) -> recorded && notEnded);
    }

    @Override
    public Set<Token> stillValid(Set<Token> tokens) {
        RedisBatch batch = redis.independentBatch();
        Map<Token, CompletionStage<Boolean>> answers = new HashMap<>();
        tokens.forEach(token -> answers.put(token, isValid(batch, token)));
        redis.execute(batch);
        return tokens.stream().filter(token -> isGood(answers.get(token))).collect(Collectors.toSet());
    }

    /** What {@link #isValid} has found. A token whose record or not-before cannot be understood is not good. */
    public static boolean isGood(CompletionStage<Boolean> answer) {
        return answer.exceptionally(invalidValue -> false).toCompletableFuture().join();
    }

    private static RMapAsync<String, String> record(RBatch commands, String tokenId) {
        return commands.getMap(key(tokenId), StringCodec.INSTANCE);
    }

    private static String key(String tokenId) {
        return "auth:token:" + tokenId;
    }
}
