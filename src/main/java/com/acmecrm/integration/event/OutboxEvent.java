package com.acmecrm.integration.event;

import jakarta.json.JsonObject;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * Something that has happened, to be told exactly once in the outbox and at least once on Kafka.
 *
 * @param type what happened, in the past tense: {@code contact.created}
 * @param key events of one key are sent in the order in which they were appended
 * @param version of the contact after the change; a deletion carries the last version + 1
 * @param data the {@code data} of the message
 */
public record OutboxEvent(String type, String key, long version, JsonObject data) {

    /** The Kafka value, byte for byte. */
    String details() {
        return JSON.createObjectBuilder()
                .add("type", type)
                .add("data", data)
                .build()
                .toString();
    }
}
