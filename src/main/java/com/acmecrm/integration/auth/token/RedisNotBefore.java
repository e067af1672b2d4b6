package com.acmecrm.integration.auth.token;

import com.acmecrm.integration.platform.RedisConnection;
import com.acmecrm.integration.platform.TokenRecords.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
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
            local found = string.match(redis.call('get', KEYS[1]) or '', '^%d+%.?%d*')
            local last = found and math.floor(tonumber(found) * 1000 + 0.5) or 0
            if found and not string.find(found, '.', 1, true) then
              last = last + 999
            end
            if last >= 9999999999999 then
              last = 0
            end
            """;

    private static final String STAMP = NOW_AND_LAST + """
            return math.max(now, last + 1)
            """;

    private static final String END = NOW_AND_LAST + """
            local moment = math.max(now, last + 1)
            local text = string.format('%.0f.%03.0f', math.floor(moment / 1000), moment % 1000)
            redis.call('set', KEYS[1], text .. ARGV[2], 'px', ARGV[1])
            return 1
            """;

    private static final String OPEN = """
            if redis.call('get', KEYS[1]) ~= ARGV[1] then
              return 0
            end
            local time = redis.call('time')
            local millis = math.floor(time[2] / 1000)
            redis.call('set', KEYS[1], string.format('%s.%03.0f', time[1], millis), 'px', ARGV[2])
            return 1
            """;

    @Inject
    RedisConnection redis;

    @Inject
    @ConfigProperty(name = "acmecrm.auth.token-lifetime")
    Duration lifetime;

    /** The moment of an issue that begins now, in milliseconds. Draw it first, then look whether the user may sign in. */
    public long stamp(String userId) {
        RBatch batch = redis.batch();
        CompletionStage<Long> answer = evaluate(batch, STAMP, userId);
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
        RBatch batch = redis.batch();
        batch.<String>getBucket(key(userId), StringCodec.INSTANCE).setAsync(CLOSED, lifetime.plus(MARGIN));
        redis.change(batch);
    }

    /** Takes a {@link #close} back; changes nothing where there is none. */
    public void open(String userId) {
        RBatch batch = redis.batch();
        evaluate(
                batch, OPEN, userId, CLOSED, Long.toString(lifetime.plus(MARGIN).toMillis()));
        redis.change(batch);
    }

    private void end(String userId, String spared) {
        RBatch batch = redis.batch();
        evaluate(batch, END, userId, Long.toString(lifetime.plus(MARGIN).toMillis()), spared);
        redis.change(batch);
    }

    private static CompletionStage<Long> evaluate(RBatch batch, String script, String userId, Object... values) {
        return batch.getScript(StringCodec.INSTANCE)
                .evalAsync(RScript.Mode.READ_WRITE, script, RScript.ReturnType.LONG, List.of(key(userId)), values);
    }

    /** Whether a token was issued after its user's last end, as part of a round trip that the caller makes. */
    public CompletionStage<Boolean> allows(RBatch batch, Token token) {
        return batch.<String>getBucket(key(token.userId()), StringCodec.INSTANCE)
                .getAsync()
                .thenApply(text -> text == null || NotBefore.parse(text).allows(token));
    }

    private static String key(String userId) {
        return "auth:notbefore:" + userId;
    }
}
