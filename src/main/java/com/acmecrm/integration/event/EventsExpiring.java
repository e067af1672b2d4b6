package com.acmecrm.integration.event;

import java.util.List;
import java.util.UUID;

/**
 * These events are about to be deleted. Fired in the transaction that deletes them, while it holds their rows: an observer
 * that keeps something of them does it now, on the same database, and when it throws none of them is deleted.
 */
public record EventsExpiring(List<UUID> ids) {}
