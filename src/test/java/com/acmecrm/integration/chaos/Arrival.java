package com.acmecrm.integration.chaos;

/** A message as it stands on Kafka; {@code id} comes again where it was sent again. */
record Arrival(String id, String key, long version) {

    boolean tellsOf(OutboxRow row) {
        return key.equals(row.key()) && version == row.version();
    }
}
