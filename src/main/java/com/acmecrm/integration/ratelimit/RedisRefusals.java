package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.platform.RedisBatch;
import com.acmecrm.integration.platform.RedisConnection;
import com.acmecrm.integration.platform.RedisScript;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Who is being refused now, of all nodes together: {@code rate:{refused}:count}, {@code :until} and {@code :since}, which
 * the tag in their names keeps on one node of a cluster, hold each subject until its window ends. They are no larger than
 * {@value #MOST} subjects, whatever an attacker does, and expire with the last of them. Times are Redis' own, in
 * milliseconds.
 */
@ApplicationScoped
public class RedisRefusals {

    private static final int MOST = 10_000;

    private static final List<Object> KEYS =
            List.of("rate:{refused}:count", "rate:{refused}:until", "rate:{refused}:since");

    private static final String FORGET_THE_PAST = """
            local time = redis.call('time')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local function forget(subject)
              redis.call('zrem', KEYS[1], subject)
              redis.call('zrem', KEYS[2], subject)
              redis.call('hdel', KEYS[3], subject)
            end
            for _, subject in ipairs(redis.call('zrangebyscore', KEYS[2], '-inf', now)) do
              forget(subject)
            end
            """;

    /** When there are too many, one who was refused least makes room. */
    private static final RedisScript<Long> NOTE = RedisScript.ofLong(FORGET_THE_PAST + """
            local subject, left, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
            if not redis.call('zscore', KEYS[1], subject) and redis.call('zcard', KEYS[1]) >= most then
              forget(redis.call('zrange', KEYS[1], 0, 0)[1])
            end
            redis.call('zincrby', KEYS[1], 1, subject)
            redis.call('zadd', KEYS[2], now + left, subject)
            redis.call('hsetnx', KEYS[3], subject, now)
            for _, key in ipairs(KEYS) do
              if redis.call('pttl', key) < left then
                redis.call('pexpire', key, left)
              end
            end
            """);

    private static final RedisScript<List<String>> LIST = RedisScript.ofList(FORGET_THE_PAST + """
            local answer = {tostring(redis.call('zcard', KEYS[1]))}
            for _, subject in ipairs(redis.call('zrevrange', KEYS[1], 0, ARGV[1] - 1)) do
              table.insert(answer, subject)
              table.insert(answer, redis.call('zscore', KEYS[1], subject))
              table.insert(answer, redis.call('hget', KEYS[3], subject))
              table.insert(answer, redis.call('zscore', KEYS[2], subject))
            end
            return answer
            """);

    @Inject
    RedisConnection redis;

    /**
     * Notes one refused request. Not in the round trip of the gate, where one script would need keys of two nodes of a
     * cluster; and nobody waits for it.
     */
    void note(Refusal.Subject subject, long millisUntilReset) {
        RedisBatch batch = redis.batch();
        batch.evaluate(
                NOTE, KEYS, subject.text(), Long.toString(Math.max(1, millisUntilReset)), Integer.toString(MOST));
        redis.send(batch);
    }

    /** @throws com.acmecrm.integration.platform.RedisUnavailableException if Redis does not answer in time */
    RefusalList list(int limit) {
        RedisBatch batch = redis.batch();
        CompletionStage<List<String>> answer = batch.evaluate(LIST, KEYS, Integer.toString(limit));
        redis.execute(batch);
        return read(answer.toCompletableFuture().join());
    }

    private static RefusalList read(List<String> answer) {
        List<Refusal> refusals = new ArrayList<>();
        for (int at = 1; at < answer.size(); at += 4) {
            refusals.add(new Refusal(
                    Refusal.Subject.parse(answer.get(at)),
                    Long.parseLong(answer.get(at + 1)),
                    Instant.ofEpochMilli(Long.parseLong(answer.get(at + 2))),
                    Instant.ofEpochMilli(Long.parseLong(answer.get(at + 3)))));
        }
        return new RefusalList(refusals, Long.parseLong(answer.get(0)));
    }
}
