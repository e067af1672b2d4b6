/**
 * The deployed WAR as its users meet it: over HTTP, and by looking into PostgreSQL, Redis and Kafka. Knows the contract
 * and nothing of the code.
 */
package com.acmecrm.integration.system;
