package com.acmecrm.integration.auth.attempt;

import com.acmecrm.integration.platform.RedisBatch;
import com.acmecrm.integration.platform.RedisConnection;
import com.acmecrm.integration.platform.RedisScript;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Decides who may try a password now. After some failures an address is locked out of an account; the account itself only
 * slows down, by at most half a minute, and not for addresses from which someone has signed in of late.
 *
 * <p>An attempt is counted as a failure before the password is looked at, and taken back when it was right: guesses that
 * are made at the same time could otherwise all pass. The keys of an account carry it as their hash tag, so that one
 * script may touch them all on a cluster, too.
 */
@ApplicationScoped
public class RedisAttempts {

    private static final RedisScript<Long> ADMIT = RedisScript.ofLong("""
            local failures = tonumber(redis.call('get', KEYS[1]) or '0')
            if failures >= tonumber(ARGV[1]) then
              return 0
            end
            if redis.call('exists', KEYS[2]) == 0 then
              local time = redis.call('time')
              local now = time[1] * 1000 + math.floor(time[2] / 1000)
              if now < tonumber(redis.call('hget', KEYS[3], 'until') or '0') then
                return 0
              end
              local over = redis.call('hincrby', KEYS[3], 'failures', 1) - tonumber(ARGV[3])
              if over > 0 then
                local delay = math.min(tonumber(ARGV[4]), 1000 * 2 ^ (over - 1))
                redis.call('hset', KEYS[3], 'until', string.format('%.0f', now + delay))
              end
              redis.call('pexpire', KEYS[3], ARGV[2])
            end
            redis.call('incr', KEYS[1])
            redis.call('pexpire', KEYS[1], ARGV[2])
            return 1
            """);

    private static final RedisScript<Long> SUCCEED = RedisScript.ofLong("""
            redis.call('del', KEYS[1])
            if redis.call('exists', KEYS[2]) == 0 and redis.call('exists', KEYS[3]) == 1 then
              redis.call('hincrby', KEYS[3], 'failures', -1)
              redis.call('hdel', KEYS[3], 'until')
            end
            redis.call('set', KEYS[2], '1', 'px', ARGV[1])
            return 1
            """);

    private static final RedisScript<Long> KNOWN = RedisScript.ofLong("return redis.call('exists', KEYS[2])");

    @Inject
    RedisConnection redis;

    @Inject
    AttemptConfig config;

    /** Counts an attempt; one that is not admitted must fail, whatever the password. */
    public boolean admit(Guesser guesser) {
        return evaluate(
                        ADMIT,
                        guesser,
                        Integer.toString(config.lockFailures()),
                        Long.toString(config.lockDuration().toMillis()),
                        Integer.toString(config.delayFailures()),
                        Long.toString(config.longestDelay().toMillis()))
                == 1;
    }

    /** Whether someone has signed in to the account from this address of late. */
    public boolean isKnown(Guesser guesser) {
        return evaluate(KNOWN, guesser) == 1;
    }

    /** Takes the count of an admitted attempt back, and remembers the address. */
    public void succeed(Guesser guesser) {
        evaluate(SUCCEED, guesser, Long.toString(config.knownFor().toMillis()));
    }

    private long evaluate(RedisScript<Long> script, Guesser guesser, Object... values) {
        RedisBatch batch = redis.batch();
        CompletionStage<Long> answer = batch.evaluate(script, keys(guesser), values);
        redis.execute(batch);
        return answer.toCompletableFuture().join();
    }

    private static List<Object> keys(Guesser guesser) {
        String account = "{" + guesser.account() + "}";
        return List.of(
                "auth:failures:" + account + ":" + guesser.address(),
                "auth:known:" + account + ":" + guesser.address(),
                "auth:attempts:" + account);
    }
}
