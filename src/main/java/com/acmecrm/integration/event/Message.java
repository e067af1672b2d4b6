package com.acmecrm.integration.event;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it is sent.
 *
 * @param id stays the same when the event is sent again
 * @param value the text of the message
 */
public record Message(UUID id, String type, String key, long version, String value, Instant createdAt) {}
