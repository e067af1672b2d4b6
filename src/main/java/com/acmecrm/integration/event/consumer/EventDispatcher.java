package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.event.Message;
import com.acmecrm.integration.platform.log.LogContext;
import com.acmecrm.integration.platform.task.BatchSize;
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
    /** As many as one poll brings. */
    private static final int LARGEST_BATCH = 500;

    @Inject
    EventProcessor processor;

    @Inject
    DeadLetters deadLetters;

    @Inject
    ProcessingConfig config;

    @Inject
    ConsumerMetrics metrics;

    private final BatchSize size = new BatchSize(LARGEST_BATCH);

    /**
     * Processes deliveries. After a failure the next transaction takes fewer of them.
     *
     * @param progress called after each step
     * @throws RuntimeException if PostgreSQL or Kafka does not answer; the same deliveries must come again
     */
    void deliver(List<Delivery> deliveries, Runnable progress) {
        if (deliveries.isEmpty()) {
            return;
        }
        deliveries.stream()
                .filter(delivery -> delivery.id().isEmpty())
                .forEach(delivery -> bury(delivery, "It names no event (ce_id)", progress));
        List<Delivery> named = deliveries.stream()
                .filter(delivery -> delivery.id().isPresent())
                .toList();
        Set<UUID> known = processAll(named.stream().map(Place::of).toList(), progress);
        named.stream()
                .filter(delivery -> !known.contains(delivery.id().orElseThrow()))
                .forEach(delivery -> bury(delivery, "There is no event of its id", progress));
    }

    /**
     * Takes up what was left behind: what is to be retried now, and what was freed by a person.
     *
     * @return whether there may be more
     */
    boolean resume(Map<Integer, Long> positions, Runnable progress) {
        List<Place> left = processor.resumable(positions, RESUME_LIMIT);
        processAll(left, progress);
        return !left.isEmpty();
    }

    private Set<UUID> processAll(List<Place> places, Runnable progress) {
        Set<UUID> known = new HashSet<>();
        int from = 0;
        while (from < places.size()) {
            int to = Math.min(places.size(), from + size.rows());
            known.addAll(processChunk(places.subList(from, to), progress));
            from = to;
        }
        return known;
    }

    private Set<UUID> processChunk(List<Place> chunk, Runnable progress) {
        try {
            Set<UUID> known = process(chunk, progress);
            size.succeeded();
            return known;
        } catch (RuntimeException failure) {
            size.failed();
            throw failure;
        }
    }

    private Set<UUID> process(List<Place> batch, Runnable progress) {
        try {
            return done(processor.process(batch));
        } catch (HandlerFailedException failure) {
            if (batch.size() == 1) {
                postponeOrFail(batch.get(0), failure.getCause());
                return Set.of(batch.get(0).id());
            }
            Set<UUID> known = new HashSet<>();
            batch.forEach(place -> known.addAll(process(List.of(place), progress)));
            return known;
        } finally {
            progress.run();
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

    private void bury(Delivery poison, String reason, Runnable progress) {
        deadLetters.bury(poison, reason);
        processor.keepPoison(poison, reason);
        metrics.poison();
        LOG.error("Message {}/{} is no event: {}", poison.partition(), poison.offset(), reason);
        progress.run();
    }
}
