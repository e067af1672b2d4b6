package com.acmecrm.integration.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WavesTest {

    @Test
    void waveShouldHoldAKeyOnceAndKeepItsOrder() {
        List<Message> batch = batch("a1", "b1", "a2", "c1", "a3", "b2");

        assertThat(Waves.of(batch))
                .extracting(wave -> wave.stream().map(Message::value).toList())
                .containsExactly(List.of("a1", "b1", "c1"), List.of("a2", "b2"), List.of("a3"));
    }

    @Test
    void emptyBatchShouldMakeNoWave() {
        assertThat(Waves.of(List.of())).isEmpty();
    }

    /** The key is the first letter. */
    private static List<Message> batch(String... values) {
        return Stream.of(values)
                .map(value -> new Message(
                        UUID.randomUUID(), "changed", value.substring(0, 1), 1, value, Instant.EPOCH, Optional.empty()))
                .toList();
    }
}
