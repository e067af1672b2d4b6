package com.acmecrm.integration.platform.task;

/**
 * How many rows the next transaction takes: half as many after a failure, twice as many after a success, up to a maximum.
 * PostgreSQL ends a statement that takes too long; a batch that is always the same size would be too large for ever.
 * Used by one thread at a time.
 */
public final class BatchSize {

    private final int max;
    private int rows;

    public BatchSize(int max) {
        this.max = max;
        this.rows = max;
    }

    public int rows() {
        return rows;
    }

    public void succeeded() {
        rows = (int) Math.min(max, 2L * rows);
    }

    public void failed() {
        rows = Math.max(1, rows / 2);
    }
}
