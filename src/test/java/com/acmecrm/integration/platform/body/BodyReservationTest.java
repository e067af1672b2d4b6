package com.acmecrm.integration.platform.body;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyReservationTest {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LIMIT = 8 * MEBIBYTE;
    private static final int UNKNOWN = -1;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final BodyMemory memory = BodyMemory.of(meters, 256);

    @Test
    void announcedBodyShouldBeReservedBeforeItsFirstByteIsRead() throws IOException {
        BodyReservation request = request();

        byte[] body = request.receive(lookingAtFirstByte(3 * MEBIBYTE, 6 * MEBIBYTE), 3 * MEBIBYTE, LIMIT);

        assertThat(body).hasSize(3 * MEBIBYTE);
        assertThat(used("received", "large")).isEqualTo(6 * MEBIBYTE);
        request.release();
        assertThat(used("received", "large")).isZero();
    }

    @Test
    void unannouncedBodyShouldBeReservedInSteps() throws IOException {
        BodyReservation small = request();
        assertThat(small.receive(body(100), UNKNOWN, LIMIT)).hasSize(100);
        assertThat(used("received", "large")).isZero();

        BodyReservation large = request();
        assertThat(large.receive(body(65 * 1024), UNKNOWN, LIMIT))
                .isEqualTo(body(65 * 1024).readAllBytes());
        assertThat(used("received", "large")).isEqualTo(2.0 * LIMIT);

        small.release();
        large.release();
        assertThat(used("received", "small")).isZero();
        assertThat(used("received", "large")).isZero();
    }

    @Test
    void bodyShouldNotBeLongerThanReserved() throws IOException {
        assertThat(request().receive(body(LIMIT + 5), 10, LIMIT))
                .as("announced too little")
                .hasSize(LIMIT + 1);
        assertThat(request().receive(body(LIMIT + 5), UNKNOWN, LIMIT)).hasSize(LIMIT + 1);
        assertThat(request().receive(body(LIMIT), LIMIT, LIMIT)).hasSize(LIMIT);
        assertThat(request().receive(body(0), UNKNOWN, LIMIT)).isEmpty();
    }

    /** What clients announce and never send keeps out neither small bodies nor those that are complete. */
    @Test
    void slowLargeBodiesShouldLeaveRoomForOthers() throws IOException {
        assertThatExceptionOfType(NoBodyMemoryException.class).isThrownBy(() -> {
            for (int client = 0; client < 100; client++) {
                request().receive(body(0), LIMIT, LIMIT);
            }
        });

        BodyReservation small = request();
        byte[] contact = small.receive(body(60_000), 60_000, MEBIBYTE);
        small.reserveToParse(contact);
        request().reserveToParse(new byte[LIMIT]);
        assertThat(meters.get("acmecrm.bodies.refused")
                        .tags("phase", "received", "size", "large")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void parsedValuesShouldBeHeldUntilTheRequestEnds() throws IOException {
        BodyReservation request = request();
        byte[] json = request.receive(body(1_000), 1_000, MEBIBYTE);
        request.reserveToParse(json);

        request.releaseReceived();

        assertThat(used("received", "small")).isZero();
        assertThat(used("parsed", "small")).isPositive();
        request.release();
        assertThat(used("parsed", "small")).isZero();
    }

    /** Each measured with Parsson, in bytes of heap for each byte of the text. */
    @Test
    void footprintShouldNotBeLessThanWhatParsedValuesTake() {
        assertThat(factor("1,")).isGreaterThan(34.1);
        assertThat(factor("\"a\",")).isGreaterThan(17.2);
        assertThat(factor("[],")).isGreaterThan(12.4);
        assertThat(factor("{},")).isGreaterThan(12.4);
        assertThat(factor("{\"\":1},")).isGreaterThan(47.6);
        assertThat(factor("[[]],")).isGreaterThan(34.8);
        assertThat(factor("[[[[[[[[]]]]]]]],")).isGreaterThan(58.2);
        assertThat(factor("{\"a\":1,\"b\":2,\"c\":3},")).isGreaterThan(33);
        assertThat(factor("12345678901234567890,")).isGreaterThan(6.3);
    }

    @Test
    void batchOfLongTextsAtItsLimitShouldFitIntoTheLeastMemory() {
        assertThat(request().canParse(new byte[LIMIT])).isTrue();
    }

    private static double factor(String unit) {
        byte[] utf8 = unit.repeat(1_000).getBytes(StandardCharsets.UTF_8);
        return (double) JsonFootprint.of(utf8) / utf8.length;
    }

    private BodyReservation request() {
        BodyReservation request = new BodyReservation();
        request.memory = memory;
        return request;
    }

    private double used(String phase, String size) {
        return meters.get("acmecrm.bodies.memory.used")
                .tags("phase", phase, "size", size)
                .gauge()
                .value();
    }

    private static InputStream body(int bytes) {
        return new ByteArrayInputStream(new byte[bytes]);
    }

    private InputStream lookingAtFirstByte(int bytes, double expected) {
        return new ByteArrayInputStream(new byte[bytes]) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                assertThat(used("received", "large")).isEqualTo(expected);
                return super.read(into, offset, length);
            }
        };
    }
}
