package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.log.LogContext;
import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import com.acmecrm.integration.platform.task.BatchSize;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is pending, batch after batch, each contact's events in their order. */
@ApplicationScoped
public class OutboxSender {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);

    @Inject
    OutboxRepository outbox;

    @Inject
    EventPublisher publisher;

    @Inject
    RelayMetrics metrics;

    @Inject
    BackgroundWork background;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "acmecrm.events.relay.batch-size")
    int batchSize;

    private BatchSize size;

    @PostConstruct
    void prepare() {
        size = new BatchSize(batchSize);
    }

    /**
     * Sends until nothing is pending. After a failure the next batch is smaller.
     *
     * @param progress called after each batch
     * @return how many events the last batch had
     * @throws RuntimeException if Kafka or PostgreSQL does not answer; what was sent and not marked is sent again
     */
    int sendAll(Runnable progress) {
        publisher.open();
        int limit;
        int sent;
        do {
            limit = size.rows();
            sent = sendBatch(limit);
            progress.run();
        } while (sent == limit && !background.isStopping());
        return sent;
    }

    private int sendBatch(int limit) {
        try {
            List<Message> batch = outbox.beginSending(limit);
            if (!batch.isEmpty()) {
                outbox.mark(send(batch), clock.instant());
            }
            size.succeeded();
            return batch.size();
        } catch (RuntimeException failure) {
            size.failed();
            throw failure;
        }
    }

    /** An event goes out when every earlier one of its contact is acknowledged; behind a refused one, none does. */
    private List<Publication> send(List<Message> batch) {
        List<Publication> publications = new ArrayList<>();
        Set<String> parked = new HashSet<>();
        for (List<Message> wave : Waves.of(batch)) {
            List<Message> sendable = wave.stream()
                    .filter(message -> !parked.contains(message.key()))
                    .toList();
            List<Publication> outcomes = publisher.publish(sendable);
            outcomes.stream()
                    .filter(Publication::isRefused)
                    .map(Publication::key)
                    .forEach(parked::add);
            tellRefusals(sendable, outcomes);
            metrics.sent(sendable, outcomes, clock.instant());
            publications.addAll(outcomes);
        }
        return publications;
    }

    private static void tellRefusals(List<Message> messages, List<Publication> outcomes) {
        for (int index = 0; index < messages.size(); index++) {
            Message message = messages.get(index);
            outcomes.get(index).refusal().ifPresent(reason -> tellRefusal(message, reason));
        }
    }

    private static void tellRefusal(Message message, String reason) {
        try (LogContext context = LogContext.ofEvent(message.id(), message.trace())) {
            LOG.error("Event {} cannot be sent: {}", message.id(), reason);
        }
    }
}
