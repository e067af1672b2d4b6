/** Certificates and keys from PEM files, for connections to PostgreSQL, Redis and Kafka. Knows none of the three. */
package com.acmecrm.integration.platform.tls;
