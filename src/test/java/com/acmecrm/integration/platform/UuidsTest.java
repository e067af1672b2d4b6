package com.acmecrm.integration.platform;

import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UuidsTest {

    private static final long MILLIS = 1_747_708_393_761L;

    @Test
    void idShouldCarryItsMoment() {
        UUID id = Uuids.of(MILLIS);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Uuids.millis(id)).hasValue(MILLIS);
        assertThat(id.toString()).startsWith("0196eb89-b921-7");
    }

    @Test
    void idsOfOneMomentShouldDiffer() {
        assertThat(Uuids.of(MILLIS)).isNotEqualTo(Uuids.of(MILLIS));
    }

    @Test
    void otherVersionsShouldCarryNone() {
        assertThat(Uuids.millis(UUID.randomUUID())).isEmpty();
    }
}
