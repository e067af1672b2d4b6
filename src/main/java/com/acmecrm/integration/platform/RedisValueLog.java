package com.acmecrm.integration.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a minute for each key with a value that is not of this service's making, however often it is met. */
final class RedisValueLog {

    private static final Logger LOG = LoggerFactory.getLogger(RedisValueLog.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST_KEYS = 1_000;

    private final Map<List<?>, Long> logged = new ConcurrentHashMap<>();

    void log(List<?> keys, String text) {
        long now = System.nanoTime();
        if (logged.size() >= MOST_KEYS) {
            logged.clear();
        }
        Long before = logged.putIfAbsent(keys, now);
        if (before == null || now - before > PAUSE_NANOS && logged.replace(keys, before, now)) {
            LOG.warn(
                    "Redis has an invalid value under {}: {}. Delete it; docs/operate.md says what is lost.",
                    keys,
                    text);
        }
    }
}
