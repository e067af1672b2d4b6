package com.acmecrm.integration.platform.shutdown;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrainTest {

    private final Drain drain = new Drain();

    @Test
    void nodeShouldDrainWithoutAFileWhenTheApplicationStops() {
        drain.configured = Optional.empty();
        drain.read();
        assertThat(drain.isOn()).isFalse();

        drain.finishRequests(ApplicationStopping.within(Duration.ZERO));

        assertThat(drain.isOn()).isTrue();
    }
}
