package com.acmecrm.integration.auth.session;

import com.acmecrm.integration.platform.RedisConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;

/**
 * Sessions in Redis: {@code auth:session:<jti>}, a hash that expires with its token, and {@code auth:sessions:<userId>},
 * the ids of a user's sessions by expiry, so that nobody has to scan for them. Whether a session goes on, its token's
 * record says.
 */
@ApplicationScoped
public class RedisSessions {

    /** In one step: neither key is ever without its expiry. */
    private static final String KEEP = """
            redis.call('hset', KEYS[1], unpack(ARGV, 2))
            redis.call('expireat', KEYS[1], ARGV[1])
            return 1
            """;

    private static final String ENLIST = """
            redis.call('zremrangebyscore', KEYS[1], '-inf', ARGV[3])
            redis.call('zadd', KEYS[1], ARGV[1], ARGV[2])
            redis.call('expireat', KEYS[1], redis.call('zrange', KEYS[1], -1, -1, 'withscores')[2])
            return 1
            """;

    @Inject
    RedisConnection redis;

    void add(Session session, Instant now) {
        List<Object> fields = new ArrayList<>();
        fields.add(seconds(session.expiresAt()));
        session.toFields().forEach((name, value) -> fields.addAll(List.of(name, value)));
        RBatch batch = redis.batch();
        evaluate(batch, KEEP, key(session.token().id()), fields.toArray());
        evaluate(
                batch,
                ENLIST,
                "auth:sessions:" + session.token().userId(),
                seconds(session.expiresAt()),
                session.token().id(),
                seconds(now));
        redis.execute(batch);
    }

    Optional<Session> find(String id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    /** Those of a user that expire last, revoked ones too. */
    List<Session> findLatest(String userId, int limit) {
        RBatch batch = redis.batch();
        CompletionStage<Collection<String>> ids = batch.<String>getScoredSortedSet(
                        "auth:sessions:" + userId, StringCodec.INSTANCE)
                .valueRangeReversedAsync(0, limit - 1);
        redis.execute(batch);
        Collection<String> found = ids.toCompletableFuture().join();
        return found.isEmpty() ? List.of() : findAll(found);
    }

    private List<Session> findAll(Collection<String> ids) {
        RBatch batch = redis.batch();
        Map<String, CompletionStage<Map<String, String>>> answers = new LinkedHashMap<>();
        ids.forEach(id -> answers.put(
                id, batch.<String, String>getMap(key(id), StringCodec.INSTANCE).readAllMapAsync()));
        redis.execute(batch);
        List<Session> sessions = new ArrayList<>();
        answers.forEach((id, answer) -> {
            Map<String, String> fields = answer.toCompletableFuture().join();
            if (!fields.isEmpty()) {
                sessions.add(Session.of(id, fields));
            }
        });
        return sessions;
    }

    private static void evaluate(RBatch batch, String script, String key, Object... values) {
        batch.getScript(StringCodec.INSTANCE)
                .evalAsync(RScript.Mode.READ_WRITE, script, RScript.ReturnType.LONG, List.of(key), values);
    }

    private static String key(String id) {
        return "auth:session:" + id;
    }

    private static String seconds(Instant instant) {
        return Long.toString(instant.getEpochSecond());
    }
}
