package com.acmecrm.integration.event;

import java.util.Arrays;
import java.util.Optional;

/** Every type of event that is appended to the outbox; a new one belongs here first. */
public enum EventType {
    CONTACT_CREATED("contact.created"),
    CONTACT_UPDATED("contact.updated"),
    CONTACT_DELETED("contact.deleted");

    private final String text;

    EventType(String text) {
        this.text = text;
    }

    /** As in {@code event_processing.event_type} and on Kafka. */
    public String text() {
        return text;
    }

    public static Optional<EventType> find(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }
}
