package com.acmecrm.integration.audit;

import com.acmecrm.integration.event.EventHandler;
import com.acmecrm.integration.event.EventsExpiring;
import com.acmecrm.integration.event.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Copies contact changes from their events into the trail: a batch at a time when they are processed, and what never was
 * (discarded, or stuck) before it is deleted.
 */
@ApplicationScoped
public class EventCopies implements EventHandler {

    @Inject
    EventCopyRepository rows;

    @Inject
    AuditMetrics metrics;

    @Override
    public void handle(Message event) {
        handleAll(List.of(event));
    }

    @Override
    public void handleAll(List<Message> events) {
        copy(events.stream().map(Message::id).toList());
    }

    void keep(@Observes EventsExpiring expiring) {
        copy(expiring.ids());
    }

    private void copy(List<UUID> events) {
        metrics.copied(rows.copy(events));
    }
}
