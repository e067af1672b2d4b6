package com.acmecrm.integration.chaos;

/** A promise that a history breaks, and where. */
record Finding(Kind kind, String where) {

    static Finding of(Kind kind, Object where) {
        return new Finding(kind, where.toString());
    }

    /** The promise. */
    enum Kind {
        /** In PostgreSQL and not on Kafka. */
        LOST,
        /** On Kafka and not in PostgreSQL, or not as it is there. */
        ALIEN,
        /** First arrived after an event of the same contact that has a later place. */
        OUT_OF_ORDER,
        /** Not processed. */
        UNPROCESSED,
        /** A contact's versions are not 1, 2, 3 … from its creation to its deletion. */
        GAP,
        /** Answered as done, and there is no event of it. */
        UNTOLD
    }
}
