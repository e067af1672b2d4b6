package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.event.Message;

/** Keeps copies of what could not be processed, with the original place, the attempts and the error in headers. */
public interface DeadLetters {

    /** @throws RuntimeException if it cannot be kept now */
    void bury(Message event, int partition, long offset, int attempts, String error);

    /** Of a message that is no event of ours, byte for byte. */
    void bury(Delivery poison, String error);
}
