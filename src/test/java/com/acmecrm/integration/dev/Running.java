package com.acmecrm.integration.dev;

/** Something that runs; closing stops it and keeps its data. */
interface Running extends AutoCloseable {

    @Override
    void close();
}
