/**
 * What every feature stands on: the clock, PostgreSQL, Redis, JSON and the request's id. Knows nothing of the
 * features, and nothing of how an error is told to a client.
 */
package com.acmecrm.integration.platform;
