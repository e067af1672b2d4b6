package com.acmecrm.integration.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Added to the WAR by a test: marks any event as the relay does. */
@ApplicationScoped
public class RelayProbe {

    @Inject
    OutboxRepository outbox;

    @Inject
    Clock clock;

    public void publish(UUID id, String key) {
        outbox.mark(List.of(new Publication(id, key, 3, 33, Optional.empty())), clock.instant());
    }

    public void refuse(UUID id, String key) {
        outbox.mark(List.of(new Publication(id, key, -1, -1, Optional.of("too large"))), clock.instant());
    }
}
