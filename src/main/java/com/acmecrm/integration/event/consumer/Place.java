package com.acmecrm.integration.event.consumer;

import java.time.Instant;
import java.util.UUID;

/**
 * An event and where it stands on the topic.
 *
 * @param publishedAt when Kafka was given it
 */
record Place(UUID id, int partition, long offset, Instant publishedAt) {

    static Place of(Delivery delivery) {
        return new Place(delivery.id().orElseThrow(), delivery.partition(), delivery.offset(), delivery.publishedAt());
    }
}
