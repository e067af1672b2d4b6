/**
 * Whether this node is up, at {@code /health}, in MicroProfile Health's terms (4.0). A feature whose state matters brings
 * a {@link com.acmecrm.integration.platform.health.BoundedHealthCheck} of its own; this package asks all of them and
 * knows none. Readiness is {@code DOWN} only while requests cannot be served: without PostgreSQL, without Redis, or while
 * a check says that this node is leaving. Everything else that is wrong is told as <i>degraded</i>.
 */
package com.acmecrm.integration.platform.health;
