package com.acmecrm.integration.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Contacts created {@link #SIZE} at a time, beside one at a time and beside the same rows by bare JDBC batches. */
record BatchComparison(List<Round> rounds) {

    static final int SIZE = 1_000;
    static final int SINGLE_CONNECTIONS = 8;

    /** Of something that each round has. */
    double median(ToDoubleFunction<Round> figure) {
        return Comparison.median(rounds.stream().mapToDouble(figure));
    }

    /**
     * The sides, measured right after each other.
     *
     * @param batches of {@link #SIZE} contacts, one call after the other
     * @param jdbc as many rows in each commit, one commit after the other
     * @param singles over {@link #SINGLE_CONNECTIONS} connections
     */
    record Round(Slice batches, Slice jdbc, Slice singles) {

        double contacts() {
            return batches.rate() * SIZE;
        }

        double jdbcContacts() {
            return jdbc.rate() * SIZE;
        }

        double toJdbc() {
            return contacts() / jdbcContacts();
        }

        double toSingles() {
            return contacts() / singles.rate();
        }
    }
}
