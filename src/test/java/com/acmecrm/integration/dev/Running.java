package com.acmecrm.integration.dev;

/** A server that runs; closing stops it and keeps its data. */
interface Running extends AutoCloseable {

    /** The process at the top, for who wants to freeze or kill it. */
    ProcessHandle process();

    @Override
    void close();
}
