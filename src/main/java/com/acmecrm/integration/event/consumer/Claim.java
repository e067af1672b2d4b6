package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.event.Message;

/** An event whose row this transaction holds. */
record Claim(Message event, Readiness readiness) {

    /** Whether it is this event's turn. */
    enum Readiness {
        READY,
        /** It has failed, is to be retried later, or an earlier event of its contact outside of this batch is not done. */
        WAITING,
        /** Processed or discarded. */
        DONE
    }
}
