package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.event.Chore;
import com.acmecrm.integration.event.LoopFailures;
import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.log.Causes;
import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import com.acmecrm.integration.platform.shutdown.Drain;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Once a second looks after the watchers, if there are any. */
@ApplicationScoped
public class EventStream {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int TOKENS_SECONDS = 3;
    private static final int HEARTBEAT_SECONDS = 15;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Inject
    Watchers watchers;

    @Inject
    ChangeFeed feed;

    @Inject
    TokenGuard guard;

    @Inject
    LoopFailures failures;

    @Inject
    Drain drain;

    @Inject
    BackgroundWork background;

    private Chore changes;
    private Chore tokens;
    private long seconds;
    private Future<?> schedule = CompletableFuture.completedFuture(null);

    void start(@Observes ApplicationStarted started) {
        changes = new Chore("stream", failures, background, this::tellChanges);
        tokens = new Chore("stream-tokens", failures, background, guard::endRevoked);
        schedule = scheduler.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        schedule.cancel(true);
    }

    /** A schedule ends with the first exception that leaves it. */
    private void tick() {
        try {
            look(++seconds);
        } catch (RuntimeException failure) {
            failures.count("stream-watchers");
            LOG.warn("Watchers wait for the next second: {}", Causes.of(failure));
        }
    }

    /** Waits for nothing itself: heartbeats go on while PostgreSQL or Redis is away. */
    private void look(long second) {
        if (drain.isOn()) {
            watchers.endAll(); // they come again with Last-Event-ID, and to another node
        }
        guard.endExpired();
        watchers.dropStalled();
        changes.submitTo(executor);
        if (second % TOKENS_SECONDS == 0) {
            tokens.submitTo(executor);
        }
        if (second % HEARTBEAT_SECONDS == 0) {
            watchers.tellAll(StreamMessage.HEARTBEAT);
        }
    }

    private void tellChanges() {
        if (watchers.present().isEmpty()) {
            feed.rest();
            return;
        }
        feed.tellChanges();
    }
}
