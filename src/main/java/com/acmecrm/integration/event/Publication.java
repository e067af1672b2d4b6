package com.acmecrm.integration.event;

import java.util.Optional;
import java.util.UUID;

/**
 * What became of one message.
 *
 * @param partition of the topic; meaningless where the message was refused
 * @param offset in that partition; meaningless where the message was refused
 * @param refusal why it can never be sent as it is; empty where it was acknowledged
 */
public record Publication(UUID id, String key, int partition, long offset, Optional<String> refusal) {

    public static Publication acknowledged(Message message, int partition, long offset) {
        return new Publication(message.id(), message.key(), partition, offset, Optional.empty());
    }

    /** The fault is the message's own: to send it again would change nothing. */
    public static Publication refused(Message message, String refusal) {
        return new Publication(message.id(), message.key(), -1, -1, Optional.of(refusal));
    }

    boolean isRefused() {
        return refusal.isPresent();
    }
}
