/** The only place that knows Kafka. */
package com.acmecrm.integration.event.kafka;
