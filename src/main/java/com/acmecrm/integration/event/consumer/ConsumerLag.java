package com.acmecrm.integration.event.consumer;

/** How far all nodes' consumers together are behind. */
public interface ConsumerLag {

    /**
     * Messages on the topic that no node has committed yet.
     *
     * @throws RuntimeException if Kafka does not tell within about a second
     */
    long messages();
}
