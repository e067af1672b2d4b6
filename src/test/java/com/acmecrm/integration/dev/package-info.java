/**
 * Development mode and what the tests stand on: real PostgreSQL, Redis and Kafka from Maven artefacts, and the server
 * as a child process. Never part of the WAR.
 */
package com.acmecrm.integration.dev;
