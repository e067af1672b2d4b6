package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.event.EventHandler;
import com.acmecrm.integration.event.Message;
import com.acmecrm.integration.platform.SqlStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Hands events to their handlers, each batch in one transaction with its marks. */
@ApplicationScoped
public class EventProcessor {

    @Inject
    ConsumerRepository rows;

    @Inject
    @Any
    Instance<EventHandler> handlers;

    @Inject
    ProcessingConfig config;

    @Inject
    Clock clock;

    /**
     * Processes what can be processed now. An event is passed over when it is done already, and when an earlier one of
     * its contact is not.
     *
     * @throws HandlerFailedException if a handler cannot; nothing of the batch has happened then
     * @throws RuntimeException if PostgreSQL cannot just now, for a handler or for this; the same
     */
    @Transactional
    Outcome process(List<Place> batch) {
        List<Claim> claims = rows.claim(batch.stream().map(Place::id).toList());
        Set<String> stopped = new HashSet<>();
        List<Message> ready = new ArrayList<>();
        for (Claim claim : claims) {
            if (claim.readiness() == Claim.Readiness.WAITING) {
                stopped.add(claim.event().key());
            }
            if (claim.readiness() == Claim.Readiness.READY
                    && !stopped.contains(claim.event().key())) {
                ready.add(claim.event());
            }
        }
        handle(ready);
        List<UUID> processed = ready.stream().map(Message::id).toList();
        Set<UUID> done = Set.copyOf(processed);
        rows.markProcessed(
                batch.stream().filter(place -> done.contains(place.id())).toList(), clock.instant());
        return new Outcome(claims.stream().map(claim -> claim.event().id()).toList(), processed);
    }

    private void handle(List<Message> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            handlers.forEach(handler -> handler.handleAll(events));
        } catch (RuntimeException failure) {
            // A table that somebody has locked must not make every event fail and park every contact.
            throw SqlStates.isPassing(failure) ? failure : new HandlerFailedException(failure);
        }
    }

    /** Keeps that a handler failed, and when it is called again. */
    @Transactional
    Postponed postpone(Place place, String error) {
        Postponed postponed = rows.hold(place.id());
        rows.postpone(place, error, clock.instant().plus(config.delayAfter(postponed.attempts())));
        return postponed;
    }

    /** Parks the event's contact until a person has decided. */
    @Transactional
    void fail(Place place, String error) {
        rows.fail(place, error);
    }

    /** What can be processed now of what was left behind. */
    @Transactional
    List<Place> resumable(Map<Integer, Long> positions, int limit) {
        return positions.isEmpty() ? List.of() : rows.resumable(positions, limit);
    }

    @Transactional
    void keepPoison(Delivery poison, String reason) {
        rows.keepPoison(poison, reason);
    }
}
