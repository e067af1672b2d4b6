package com.acmecrm.integration.platform.shutdown;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    /** Nobody would ever find out that it never drains. */
    @Test
    void fileInAFolderThatIsNotThereShouldBeRefused() {
        drain.configured = Optional.of("nowhere/drain");

        assertThatThrownBy(drain::read).hasMessageContaining("acmecrm.drain.file", "nowhere/drain");
    }
}
