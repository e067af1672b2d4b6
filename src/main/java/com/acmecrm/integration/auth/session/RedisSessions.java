package com.acmecrm.integration.auth.session;

import com.acmecrm.integration.platform.RedisBatch;
import com.acmecrm.integration.platform.RedisConnection;
import com.acmecrm.integration.platform.RedisScript;
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
import org.redisson.client.codec.StringCodec;

/**
 * Sessions in Redis: {@code auth:session:<jti>}, a hash that expires with its token, {@code auth:sessions:<userId>}, the
 * ids of a user's sessions by expiry, and {@code auth:sessions}, those of everyone's, so that nobody has to scan for them.
 * Whether a session goes on, its token's record says.
 */
@ApplicationScoped
public class RedisSessions {

    /** In one step: neither key is ever without its expiry. */
    private static final RedisScript<Long> KEEP = RedisScript.ofLong("""
            redis.call('hset', KEYS[1], unpack(ARGV, 2))
            redis.call('expireat', KEYS[1], ARGV[1])
            return 1
            """);

    private static final RedisScript<Long> ENLIST = RedisScript.ofLong("""
            redis.call('zremrangebyscore', KEYS[1], '-inf', ARGV[3])
            redis.call('zadd', KEYS[1], ARGV[1], ARGV[2])
            redis.call('expireat', KEYS[1], redis.call('zrange', KEYS[1], -1, -1, 'withscores')[2])
            return 1
            """);

    /**
     * What stands behind a session. Nothing does where it is gone: it has been dropped as expired, and with it whatever
     * expires no later.
     */
    private static final RedisScript<List<String>> PAGE = RedisScript.ofList("""
            local first = 0
            if ARGV[2] ~= '' then
              local rank = redis.call('zrevrank', KEYS[1], ARGV[2])
              if not rank then
                return {}
              end
              first = rank + 1
            end
            return redis.call('zrevrange', KEYS[1], first, first + ARGV[1] - 1)
            """);

    private static final String EVERYONES = "auth:sessions";

    @Inject
    RedisConnection redis;

    void add(Session session, Instant now) {
        List<Object> fields = new ArrayList<>();
        fields.add(seconds(session.expiresAt()));
        session.toFields().forEach((name, value) -> fields.addAll(List.of(name, value)));
        // A list that is no list must not keep anybody from signing in.
        RedisBatch batch = redis.independentBatch();
        batch.evaluate(KEEP, List.of(key(session.token().id())), fields.toArray());
        // Each by itself: in a cluster the two lie on different nodes.
        List.of(list(Optional.of(session.token().userId())), EVERYONES)
                .forEach(list -> batch.evaluate(
                        ENLIST,
                        List.of(list),
                        seconds(session.expiresAt()),
                        session.token().id(),
                        seconds(now)));
        redis.change(batch);
    }

    Optional<Session> find(String id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    /**
     * From the one that expires last, revoked ones too.
     *
     * @param userId whose; empty for everyone's
     * @param behind the session behind which the page begins
     */
    SessionPage findLatest(Optional<String> userId, Optional<String> behind, int limit) {
        RedisBatch batch = redis.batch();
        CompletionStage<List<String>> answer =
                batch.evaluate(PAGE, List.of(list(userId)), Integer.toString(limit + 1), behind.orElse(""));
        redis.execute(batch);
        List<String> ids = answer.toCompletableFuture().join();
        List<String> page = ids.subList(0, Math.min(limit, ids.size()));
        return new SessionPage(
                page.isEmpty() ? List.of() : findAll(page),
                ids.size() > limit ? Optional.of(page.get(limit - 1)) : Optional.empty());
    }

    private List<Session> findAll(Collection<String> ids) {
        RedisBatch batch = redis.independentBatch();
        Map<String, CompletionStage<Map<String, String>>> answers = new LinkedHashMap<>();
        ids.forEach(id -> answers.put(
                id,
                batch.add(
                        key(id),
                        commands -> commands.<String, String>getMap(key(id), StringCodec.INSTANCE)
                                .readAllMapAsync())));
        redis.execute(batch);
        List<Session> sessions = new ArrayList<>();
        answers.forEach((id, answer) -> {
            Map<String, String> fields = answer.exceptionally(invalidValue -> Map.of())
                    .toCompletableFuture()
                    .join();
            if (!fields.isEmpty()) {
                read(id, fields).ifPresent(sessions::add);
            }
        });
        return sessions;
    }

    private Optional<Session> read(String id, Map<String, String> fields) {
        Optional<Session> session = Session.read(id, fields);
        if (session.isEmpty()) {
            redis.reportInvalidValue(key(id), "not the fields of a session");
        }
        return session;
    }

    private static String key(String id) {
        return "auth:session:" + id;
    }

    private static String list(Optional<String> userId) {
        return userId.map(id -> EVERYONES + ":" + id).orElse(EVERYONES);
    }

    private static String seconds(Instant instant) {
        return Long.toString(instant.getEpochSecond());
    }
}
