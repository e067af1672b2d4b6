package com.acmecrm.integration.auth.token;

import com.acmecrm.integration.platform.RedisBatch;
import com.acmecrm.integration.platform.RedisConnection;
import com.acmecrm.integration.platform.RedisScript;
import com.acmecrm.integration.platform.TokenRecords.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.redisson.api.RBatch;
import org.redisson.api.RBucketAsync;
import org.redisson.client.codec.StringCodec;

/**
 * Ends all of a user's tokens with one key: {@code auth:notbefore:<userId>}. Redis's clock stamps both the end and each
 * issue, and never the same: what is issued after an end comes after it, also within its millisecond, and on whichever
 * node; what was issued before does not.
 */
@ApplicationScoped
public class RedisNotBefore {

    /** More than the clocks of nodes should differ: a token expires by its node's, the key by Redis's. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** Refuses all that a user could ever have been issued. The next end opens the account again. */
    private static final String CLOSED = "9999999999.999";

    /** Sets {@code now} and {@code last}, the last end, in milliseconds. */
    private static final String NOW_AND_LAST = """
            local time = redis.call('time')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local value = redis.pcall('get', KEYS[1])
            local found = type(value) == 'string' and string.match(value, '^%d+%.?%d*')
            local last = found and math.floor(tonumber(found) * 1000 + 0.5) or 0
            if found and not string.find(found, '.', 1, true) then
              last = last + 999
            end
            if last >= 9999999999999 then
              last = 0
            end
            """;

    private static final RedisScript<Long> STAMP = RedisScript.ofLong(NOW_AND_LAST + """
            return math.max(now, last + 1)
            """);

    private static final RedisScript<Long> END = RedisScript.ofLong(NOW_AND_LAST + """
            local moment = math.max(now, last + 1)
            local text = string.format('%.0f.%03.0f', math.floor(moment / 1000), moment % 1000)
            redis.call('set', KEYS[1], text .. ARGV[2], 'px', ARGV[1])
            return 1
            """);

    private static final RedisScript<Long> OPEN = RedisScript.ofLong("""
            if redis.pcall('get', KEYS[1]) ~= ARGV[1] then
              return 0
            end
            local time = redis.call('time')
            local millis = math.floor(time[2] / 1000)
            redis.call('set', KEYS[1], string.format('%s.%03.0f', time[1], millis), 'px', ARGV[2])
            return 1
            """);

    @Inject
    RedisConnection redis;

    @Inject
    @ConfigProperty(name = "acmecrm.auth.token-lifetime")
    Duration lifetime;

    /** The moment of an issue that begins now, in milliseconds. Draw it first, then look whether the user may sign in. */
    public long stamp(String userId) {
        RedisBatch batch = redis.batch();
        CompletionStage<Long> answer = batch.evaluate(STAMP, List.of(key(userId)));
        redis.execute(batch);
        return answer.toCompletableFuture().join();
    }

    /** Everything issued by now. */
    public void endAll(String userId) {
        end(userId, "");
    }

    /** All but this one, if it has not been ended before. */
    public void endOthers(String userId, String tokenId) {
        end(userId, ";" + tokenId);
    }

    /** Everything, and for as long as a token could live whatever is issued from now on, until the next end. */
    public void close(String userId) {
        RedisBatch batch = redis.batch();
        batch.add(key(userId), commands -> bucket(commands, userId).setAsync(CLOSED, lifetime.plus(MARGIN)));
        redis.change(batch);
    }

    /** Takes a {@link #close} back; changes nothing where there is none. */
    public void open(String userId) {
        change(OPEN, userId, CLOSED, Long.toString(lifetime.plus(MARGIN).toMillis()));
    }

    private void end(String userId, String spared) {
        change(END, userId, Long.toString(lifetime.plus(MARGIN).toMillis()), spared);
    }

    private void change(RedisScript<Long> script, String userId, Object... values) {
        RedisBatch batch = redis.batch();
        batch.evaluate(script, List.of(key(userId)), values);
        redis.change(batch);
    }

    /** Whether a token was issued after its user's last end, as part of a round trip that the caller makes. */
    public CompletionStage<Boolean> allows(RedisBatch batch, Token token) {
        return batch.add(
                        key(token.userId()),
                        commands -> bucket(commands, token.userId()).getAsync())
                .thenApply(text -> text == null || allows(text, token));
    }

    /** A text that is no moment refuses: it was meant to end something. */
    private boolean allows(String text, Token token) {
        Optional<NotBefore> moment = NotBefore.parse(text);
        if (moment.isEmpty()) {
            redis.reportInvalidValue(key(token.userId()), "no number of seconds and no time in ISO-8601");
        }
        return moment.filter(end -> end.allows(token)).isPresent();
    }

    private static RBucketAsync<String> bucket(RBatch commands, String userId) {
        return commands.getBucket(key(userId), StringCodec.INSTANCE);
    }

    private static String key(String userId) {
        return "auth:notbefore:" + userId;
    }
}
