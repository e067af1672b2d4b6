package com.acmecrm.integration.event.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Events of all nodes together.
 *
 * @param oldestPending age of the first pending event; zero where there is none
 * @param parked events that wait behind a failed one of their contact; they are pending or published
 * @param poison messages on the topic that were no events of ours
 * @param rates of the last hour, from the oldest minute to the current one
 */
record OverviewFigures(Counts counts, Duration oldestPending, long parked, long poison, List<Minute> rates) {

    /**
     * Events in each state.
     *
     * @param processed an estimate where they are many
     */
    record Counts(long pending, long published, long processed, long failed, long discarded) {}

    /** How many events came into these states in one minute. */
    record Minute(Instant start, long published, long processed, long failed) {}
}
