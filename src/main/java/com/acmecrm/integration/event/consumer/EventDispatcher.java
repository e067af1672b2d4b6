package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.event.Message;
import com.acmecrm.integration.platform.log.LogContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of deliveries: the whole batch at once, and one at a time when a handler has failed. */
@ApplicationScoped
public class EventDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
    private static final int RESUME_LIMIT = 200;

    @Inject
    EventProcessor processor;

    @Inject
    DeadLetters deadLetters;

    @Inject
    ProcessingConfig config;

    @Inject
    ConsumerMetrics metrics;

    /** @throws RuntimeException if PostgreSQL or Kafka does not answer; the same deliveries must come again */
    void deliver(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        deliveries.stream()
                .filter(delivery -> delivery.id().isEmpty())
                .forEach(delivery -> bury(delivery, "It names no event (ce_id)"));
        List<Delivery> named = deliveries.stream()
                .filter(delivery -> delivery.id().isPresent())
                .toList();
        Set<UUID> known = process(named.stream().map(Place::of).toList());
        named.stream()
                .filter(delivery -> !known.contains(delivery.id().orElseThrow()))
                .forEach(delivery -> bury(delivery, "There is no event of its id"));
    }

    /**
     * Takes up what was left behind: what is to be retried now, and what was freed by a person.
     *
     * @return whether there may be more
     */
    boolean resume(Map<Integer, Long> positions) {
        List<Place> left = processor.resumable(positions, RESUME_LIMIT);
        process(left);
        return !left.isEmpty();
    }

    private Set<UUID> process(List<Place> batch) {
        if (batch.isEmpty()) {
            return Set.of();
        }
        try {
            return done(processor.process(batch));
        } catch (HandlerFailedException failure) {
            if (batch.size() == 1) {
                postponeOrFail(batch.get(0), failure.getCause());
                return Set.of(batch.get(0).id());
            }
            Set<UUID> known = new HashSet<>();
            batch.forEach(place -> known.addAll(process(List.of(place))));
            return known;
        }
    }

    private Set<UUID> done(Outcome outcome) {
        metrics.processed(outcome.processed().size());
        return Set.copyOf(outcome.known());
    }

    private void postponeOrFail(Place place, Throwable cause) {
        String error = ErrorText.of(cause);
        Postponed postponed = processor.postpone(place, error);
        Message event = postponed.event();
        try (LogContext context = LogContext.ofEvent(event.id(), event.trace())) {
            tellAndBury(place, postponed, error, cause);
        }
    }

    private void tellAndBury(Place place, Postponed postponed, String error, Throwable cause) {
        if (!config.isLast(postponed.attempts())) {
            LOG.warn("Event {} could not be processed, attempt {}", place.id(), postponed.attempts(), cause);
            return;
        }
        // First the copy: where it cannot be kept, the event is tried again and nothing is lost.
        deadLetters.bury(postponed.event(), place.partition(), place.offset(), postponed.attempts(), error);
        processor.fail(place, error);
        metrics.failed();
        LOG.error("Event {} has failed after {} attempts", place.id(), postponed.attempts(), cause);
    }

    private void bury(Delivery poison, String reason) {
        deadLetters.bury(poison, reason);
        processor.keepPoison(poison, reason);
        metrics.poison();
        LOG.error("Message {}/{} is no event: {}", poison.partition(), poison.offset(), reason);
    }
}
