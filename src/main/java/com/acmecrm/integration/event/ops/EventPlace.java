package com.acmecrm.integration.event.ops;

/**
 * A place in the list of events, newest first: behind this one.
 *
 * @param createdAt to the microsecond, as PostgreSQL has it
 */
record EventPlace(String createdAt, long seq) {}
