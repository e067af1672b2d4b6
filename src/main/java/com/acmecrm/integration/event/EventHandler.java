package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.log.LogContext;
import java.util.List;

/**
 * Reacts to events that have reached Kafka. Implementations are CDI beans and are found by their type.
 *
 * <p>Called on one thread for the events of one contact, in their order; in the transaction that makes the event
 * {@code processed}, which may hold other events as well. Called again when that transaction did not come about, on
 * this node or another: what it does must be idempotent by {@link Message#id()}. PostgreSQL ends a transaction that
 * leaves it idle for five seconds: a handler that waits for others must bound its wait, or leave the work to a loop of
 * its own.
 */
public interface EventHandler {

    /**
     * Reacts to one event.
     *
     * @throws RuntimeException if it cannot now; the event is handed over again later, and after
     *     {@code acmecrm.events.processing.attempts} times it is {@code failed}; what PostgreSQL cannot just now (a lock,
     *     an outage) does not count
     */
    void handle(Message event);

    /**
     * Reacts to several events at once, for a handler that does so in one statement. When it throws, nothing of all this
     * has happened, and each event is handed over alone: so the one that is to blame is found.
     *
     * @param events in the order of each contact's changes
     */
    default void handleAll(List<Message> events) {
        events.forEach(event -> {
            try (LogContext context = LogContext.ofEvent(event.id(), event.trace())) {
                handle(event);
            }
        });
    }
}
