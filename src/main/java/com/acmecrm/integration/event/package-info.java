/**
 * The outbox: each change of a feature leaves a row here in the change's own transaction, and a relay carries the rows
 * to Kafka in their order. Knows no feature; only {@code event.kafka} knows Kafka.
 */
package com.acmecrm.integration.event;
