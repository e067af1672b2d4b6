/**
 * Takes events off Kafka, hands them to their {@link com.acmecrm.integration.event.EventHandler}s and makes them
 * {@code processed}. What fails is remembered in its row, never in an offset. Knows no feature, and of Kafka only
 * {@link com.acmecrm.integration.event.consumer.EventSource} and
 * {@link com.acmecrm.integration.event.consumer.DeadLetters}.
 */
package com.acmecrm.integration.event.consumer;
