package com.acmecrm.integration.event.stream;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PositionTest {

    @Test
    void positionShouldKeepItsMicrosecondsAsText() {
        UUID event = UUID.fromString("7f7a1d5e-3a53-4c0b-9c44-1f0f6f0f2c11");
        Position position = new Position(Instant.parse("2025-05-20T02:36:25.761123Z"), event);

        assertThat(position).hasToString("1747708585761123-7f7a1d5e-3a53-4c0b-9c44-1f0f6f0f2c11");
        assertThat(Position.parse(position.toString())).hasValue(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "1747708585761123",
                "-1-7f7a1d5e-3a53-4c0b-9c44-1f0f6f0f2c11",
                "17477085857611234-7f7a1d5e-3a53-4c0b-9c44-1f0f6f0f2c11",
                "1747708585761123-7f7a1d5e"
            })
    void otherTextShouldBeNoPosition(String text) {
        assertThat(Position.parse(text)).isEmpty();
    }
}
