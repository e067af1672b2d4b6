/** How often someone may call: policies, and the counters in Redis. Does not know who the caller is. */
package com.acmecrm.integration.ratelimit;
