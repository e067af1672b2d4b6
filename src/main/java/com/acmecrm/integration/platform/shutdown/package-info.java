/**
 * How a node leaves without a failed request: first it drains, while everything still works, and then it closes what it
 * holds, in one order on every server. Knows none of those who close something: they observe
 * {@link com.acmecrm.integration.platform.shutdown.ApplicationStopping} at the priority that is theirs.
 */
package com.acmecrm.integration.platform.shutdown;
