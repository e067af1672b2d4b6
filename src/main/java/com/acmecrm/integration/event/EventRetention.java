package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.ApplicationStarted;
import com.acmecrm.integration.platform.SqlStates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes events that are done with and older than {@code acmecrm.events.retention}; any node may, several at once too. */
@ApplicationScoped
public class EventRetention {

    private static final Logger LOG = LoggerFactory.getLogger(EventRetention.class);
    /** In one round, each in a transaction of its own. */
    private static final int MOST_UNDELETABLE = 100;

    @Inject
    RetentionLoop loop;

    @Inject
    ExpiredEventsRepository expired;

    @Inject
    @ConfigProperty(name = "acmecrm.events.retention")
    Duration retention;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    /** Used by the one thread of the task. */
    private final Set<UUID> undeletable = new HashSet<>();

    private Counter deletions;

    /** At start: the meter is there before anything is deleted. */
    void register(@Observes @Initialized(ApplicationScoped.class) Object start) {
        deletions = Counter.builder("acmecrm.events.deleted")
                .description("Events deleted because they were older than acmecrm.events.retention")
                .register(meters);
    }

    void start(@Observes ApplicationStarted started) {
        loop.begin("retention", this::deleteAll);
    }

    private void deleteAll() {
        Instant before = clock.instant().minus(retention);
        undeletable.clear();
        try {
            loop.inBatches(limit -> deleteOrSkip(before, limit));
        } finally {
            expired.deleteNotes(before);
        }
        if (!undeletable.isEmpty()) {
            throw undeletable("are left", null);
        }
    }

    /**
     * The whole batch at once, and one event at a time where that fails for a fault of one of them.
     *
     * @return how many were deleted or skipped
     */
    private int deleteOrSkip(Instant before, int limit) {
        try {
            int deleted = expired.deleteBefore(before, limit, undeletable);
            deletions.increment(deleted);
            return deleted;
        } catch (RuntimeException failure) {
            if (SqlStates.isPassing(failure)) {
                throw failure;
            }
            List<UUID> ids = expired.find(before, limit, undeletable);
            ids.forEach(this::deleteOrSkip);
            return ids.size();
        }
    }

    /** One that cannot be deleted is tried again in the next round, and the others do not wait for it. */
    private void deleteOrSkip(UUID id) {
        try {
            deletions.increment(expired.delete(List.of(id)));
        } catch (RuntimeException failure) {
            undeletable.add(id);
            if (SqlStates.isPassing(failure) || undeletable.size() == MOST_UNDELETABLE) {
                throw undeletable("and maybe more are left", failure);
            }
            LOG.debug("Event {} cannot be deleted", id, failure);
        }
    }

    private IllegalStateException undeletable(String which, RuntimeException cause) {
        String first = undeletable.iterator().next().toString();
        return new IllegalStateException(
                "%d events that cannot be deleted %s, %s among them".formatted(undeletable.size(), which, first),
                cause);
    }
}
