package com.acmecrm.integration.event.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as it came from the topic.
 *
 * @param id of the event; empty where the message names none
 * @param publishedAt when Kafka was given it
 */
public record Delivery(
        Optional<UUID> id,
        int partition,
        long offset,
        Instant publishedAt,
        byte[] key,
        byte[] value,
        List<Map.Entry<String, byte[]>> headers) {}
