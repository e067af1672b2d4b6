package com.acmecrm.integration.event;

import java.time.Duration;

/**
 * What is still to be done, in the whole cluster.
 *
 * @param pending events that Kafka has not acknowledged, those behind a failed one included
 * @param failed events that need a person
 * @param oldestPending age of the first of the pending ones; zero where there is none
 */
record Backlog(long pending, long failed, Duration oldestPending) {}
