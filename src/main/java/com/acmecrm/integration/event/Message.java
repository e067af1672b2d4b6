package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.trace.TraceContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as it is sent.
 *
 * @param id stays the same when the event is sent again
 * @param value the text of the message
 * @param trace that the change belongs to
 */
public record Message(
        UUID id,
        String type,
        String key,
        long version,
        String value,
        Instant createdAt,
        Optional<TraceContext> trace) {}
