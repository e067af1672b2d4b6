package com.acmecrm.integration.event;

import java.util.List;

/** Carries messages out of this service. Used by one thread at a time. */
public interface EventPublisher {

    /** Makes ready what sending needs, as often as it is called; throws when that cannot be had now. */
    void open();

    /**
     * Sends all messages and returns when each is acknowledged or refused for its own fault.
     *
     * @param messages at most one of each key: they may arrive in any order
     * @throws RuntimeException if the fate of any is not known in time; each may have arrived all the same
     */
    List<Publication> publish(List<Message> messages);
}
