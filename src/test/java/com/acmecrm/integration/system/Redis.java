package com.acmecrm.integration.system;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import redis.clients.jedis.Jedis;

/** Redis as {@code redis-cli} sees it. */
public final class Redis {

    private Redis() {}

    /** Each case begins with all its calls; no limit is switched off for tests. */
    public static void clearRateLimits() {
        keys("rate:limit:*").forEach(Redis::delete);
        keys("auth:failures:*").forEach(Redis::delete);
        keys("auth:attempts:*").forEach(Redis::delete);
    }

    /** Of one path template. */
    public static void clearRateLimits(String path) {
        keys("rate:limit:*:" + path + ":*").forEach(Redis::delete);
    }

    public static Set<String> keys(String pattern) {
        return ask(redis -> redis.keys(pattern));
    }

    public static Map<String, String> hash(String key) {
        return ask(redis -> redis.hgetAll(key));
    }

    public static void delete(String key) {
        ask(redis -> redis.del(key));
    }

    public static String text(String key) {
        return ask(redis -> redis.get(key));
    }

    public static long secondsToLive(String key) {
        return ask(redis -> redis.ttl(key));
    }

    public static void put(String key, String text, Duration timeToLive) {
        ask(redis -> redis.setex(key, timeToLive.toSeconds(), text));
    }

    public static void putHash(String key, Map<String, String> fields) {
        ask(redis -> redis.hset(key, fields));
    }

    public static void rename(String key, String other) {
        ask(redis -> redis.rename(key, other));
    }

    /** Without an expiry. */
    public static void putText(String key, String value) {
        ask(redis -> redis.set(key, value));
    }

    public static void putText(String key, String value, Duration lifetime) {
        ask(redis -> redis.setex(key, lifetime.toSeconds(), value));
    }

    public static void putScores(String key, Map<String, Double> scores) {
        ask(redis -> redis.zadd(key, scores));
    }

    /** Members of a sorted set or fields of a hash. */
    public static long size(String key) {
        return ask(redis -> redis.type(key).equals("hash") ? redis.hlen(key) : redis.zcard(key));
    }

    /** As a restart does, and a failover to a replica that has never run them. */
    public static void flushScripts() {
        ask(Jedis::scriptFlush);
    }

    /** From now on writes are refused: {@code maxmemory} is reached. */
    public static void fill() {
        ask(redis -> redis.configSet("maxmemory", "1"));
    }

    public static void unfill() {
        ask(redis -> redis.configSet("maxmemory", "0"));
    }

    /** From now on writes are refused: this server is the replica of one that cannot be reached. */
    public static void makeReplica() {
        ask(redis -> redis.replicaof("127.0.0.1", 1));
    }

    public static void makeMaster() {
        ask(Jedis::replicaofNoOne);
    }

    /** Everything that {@code INFO} says, by name. */
    public static Properties info() {
        Properties info = new Properties();
        ask(redis -> redis.info("all"))
                .lines()
                .map(line -> line.split(":", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> info.setProperty(pair[0], pair[1]));
        return info;
    }

    private static <T> T ask(Function<Jedis, T> question) {
        try (Jedis redis = new Jedis(URI.create(Environment.setting("acmecrm.redis.url")))) {
            return question.apply(redis);
        }
    }
}
