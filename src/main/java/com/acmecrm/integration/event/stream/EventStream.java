package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.shutdown.Drain;
import com.acmecrm.integration.platform.task.PeriodicTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/** Once a second looks after the watchers, if there are any. */
@ApplicationScoped
public class EventStream {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT_PERIOD = Duration.ofSeconds(15);
    private static final Duration TOKENS_PERIOD = Duration.ofSeconds(3);

    @Inject
    PeriodicTasks tasks;

    @Inject
    Watchers watchers;

    @Inject
    ChangeFeed feed;

    @Inject
    TokenGuard guard;

    @Inject
    Drain drain;

    /** One task must not wait for another: watchers are looked after while PostgreSQL or Redis is unavailable. */
    void start(@Observes ApplicationStarted started) {
        tasks.schedule("stream", PERIOD, PeriodicTasks.STANDARD_ROUND, this::sendChanges);
        tasks.schedule("stream-tokens", TOKENS_PERIOD, PeriodicTasks.STANDARD_ROUND, guard::endRevoked);
        tasks.schedule("stream-heartbeats", HEARTBEAT_PERIOD, PeriodicTasks.STANDARD_ROUND, this::sendHeartbeats);
        tasks.schedule("stream-watchers", PERIOD, PeriodicTasks.STANDARD_ROUND, this::endWatchers);
    }

    private void endWatchers() {
        if (drain.isOn()) {
            watchers.endAll(); // they connect again with Last-Event-ID, and to another node
        }
        guard.endExpired();
        watchers.dropStalled();
    }

    private void sendHeartbeats() {
        watchers.tellAll(StreamMessage.HEARTBEAT);
    }

    private void sendChanges() {
        if (watchers.present().isEmpty()) {
            feed.rest();
            return;
        }
        feed.tellChanges();
    }
}
