package com.acmecrm.integration.bench;

/** The three sides of an operation, measured right after each other. */
record Round(Slice service, Slice jdbc, Slice trivial) {

    double toJdbc() {
        return service.rate() / jdbc.rate();
    }

    double toTrivial() {
        return service.rate() / trivial.rate();
    }
}
