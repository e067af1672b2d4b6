package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.task.PeriodicTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many requests come and how many of them are refused: added up here and sent to Redis every two seconds, so that no
 * request waits for it. What is counted while a node dies is lost.
 */
@ApplicationScoped
public class Traffic {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Inject
    PeriodicTasks tasks;

    @Inject
    RedisTraffic all;

    private final LongAdder requests = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void start(@Observes ApplicationStarted started) {
        tasks.schedule("traffic", PAUSE, PeriodicTasks.STANDARD_ROUND, this::add);
    }

    /** One request that counts for the rate limit. */
    public void note(RateVerdict verdict) {
        requests.increment();
        if (verdict.isRefused()) {
            refused.increment();
        }
    }

    /** While Redis is away no request is counted, so nothing piles up here. */
    private void add() {
        long came = requests.sumThenReset();
        if (came > 0) {
            all.add(came, refused.sumThenReset());
        }
    }
}
