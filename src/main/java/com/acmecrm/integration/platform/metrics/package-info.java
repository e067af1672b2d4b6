/**
 * What this node has counted and measured, at {@code /metrics}. Features register their own meters with the
 * {@link io.micrometer.core.instrument.MeterRegistry} that this package provides; it knows none of them.
 */
package com.acmecrm.integration.platform.metrics;
