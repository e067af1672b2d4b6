package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.metrics.MetricsScrape;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BacklogMetricsTest {

    /** A statement that takes too long, or a row that cannot be read. */
    @Test
    void failureShouldNotHideTheOtherMeters() {
        BacklogMetrics metrics = new BacklogMetrics();
        metrics.meters = new SimpleMeterRegistry();
        metrics.events = new EventService() {
            @Override
            Backlog backlog() {
                throw new IllegalStateException("cannot count");
            }
        };
        metrics.register();

        metrics.refresh(new MetricsScrape());

        assertThat(metrics.meters.get("acmecrm.events.oldest.pending").gauge().value())
                .isNaN();
    }
}
