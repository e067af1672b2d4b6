/**
 * Requests that may be sent twice and count once: a POST with an {@code Idempotency-Key} is carried out in one transaction
 * with the record of its answer, and whoever sends it again gets that answer. A feature puts {@link
 * com.acmecrm.integration.idempotency.Idempotent} on its method and knows nothing else of it; nor does this package know the
 * features.
 */
package com.acmecrm.integration.idempotency;
