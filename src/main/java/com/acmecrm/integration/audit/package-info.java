/**
 * Who did what, and from where. Learns it from {@link com.acmecrm.integration.platform.Audited} and from the outbox; the
 * features do not know that they are watched, and nobody imports this package.
 */
package com.acmecrm.integration.audit;
