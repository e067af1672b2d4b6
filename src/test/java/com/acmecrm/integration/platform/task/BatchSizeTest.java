package com.acmecrm.integration.platform.task;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchSizeTest {

    @Test
    void batchShouldShrinkToOneAndGrowToItsMaximum() {
        BatchSize size = new BatchSize(5);
        assertThat(size.rows()).isEqualTo(5);

        size.failed();
        assertThat(size.rows()).isEqualTo(2);
        size.failed();
        size.failed();
        assertThat(size.rows()).isEqualTo(1);
        size.succeeded();
        assertThat(size.rows()).isEqualTo(2);
        size.succeeded();
        size.succeeded();
        assertThat(size.rows()).isEqualTo(5);
    }

    @Test
    void largestMaximumShouldNotOverflow() {
        BatchSize size = new BatchSize(Integer.MAX_VALUE);
        size.succeeded();

        assertThat(size.rows()).isEqualTo(Integer.MAX_VALUE);
    }
}
