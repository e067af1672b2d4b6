/**
 * How often someone may call: policies, the counters in Redis, and who is being refused. Of the caller it knows the
 * address and, for policies that tell roles apart, the roles; not who it is.
 */
package com.acmecrm.integration.ratelimit;
