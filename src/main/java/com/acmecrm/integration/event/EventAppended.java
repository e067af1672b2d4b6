package com.acmecrm.integration.event;

/** An event was appended to the outbox; fired in the appending transaction. */
record EventAppended() {}
