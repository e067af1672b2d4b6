package com.acmecrm.integration.event.consumer;

import java.util.List;
import java.util.UUID;

/**
 * What became of a batch.
 *
 * @param known events that have a row
 * @param processed events that are processed now and were not before
 */
record Outcome(List<UUID> known, List<UUID> processed) {}
