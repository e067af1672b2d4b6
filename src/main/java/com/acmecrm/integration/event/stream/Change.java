package com.acmecrm.integration.event.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as it was when PostgreSQL was asked.
 *
 * @param key the AcmeCRM contact id
 * @param error why it failed or is tried again
 * @param readAt when PostgreSQL was asked, by its own clock; what has been committed by then was seen
 */
record Change(
        UUID id,
        String type,
        String key,
        String status,
        long version,
        Instant changedAt,
        Optional<String> error,
        Instant readAt) {

    Position position() {
        return new Position(changedAt, id);
    }
}
