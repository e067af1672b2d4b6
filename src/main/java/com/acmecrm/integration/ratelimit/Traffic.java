package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.platform.ApplicationStarted;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many requests come and how many of them are refused: added up here and told to Redis every two seconds, so that no
 * request waits for it. What is counted while a node dies is lost.
 */
@ApplicationScoped
public class Traffic {

    private static final long PAUSE_SECONDS = 2;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    @Inject
    RedisTraffic all;

    private final LongAdder requests = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private Future<?> schedule = CompletableFuture.completedFuture(null);

    void start(@Observes ApplicationStarted started) {
        schedule = scheduler.scheduleWithFixedDelay(this::tell, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        schedule.cancel(false);
    }

    /** One request that counts for the rate limit. */
    public void note(RateVerdict verdict) {
        requests.increment();
        if (verdict.isRefused()) {
            refused.increment();
        }
    }

    /** While Redis is away no request is counted, so nothing piles up here. */
    private void tell() {
        long came = requests.sumThenReset();
        if (came > 0) {
            all.add(came, refused.sumThenReset());
        }
    }
}
