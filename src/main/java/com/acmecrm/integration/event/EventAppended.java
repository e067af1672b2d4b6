package com.acmecrm.integration.event;

/** There is something for the relay; fired in the transaction that makes it so. */
record EventAppended() {}
