package com.acmecrm.integration.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as every format of this service shows them. */
public final class Timestamps {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int LAST_YEAR = 9_999;

    private Timestamps() {}

    /** ISO-8601 in UTC, always with three decimals: {@code 2025-05-20T02:36:25.761Z}. */
    public static String format(Instant instant) {
        return MILLIS.format(instant);
    }

    /** Empty if it is no time of ISO-8601 with its offset, in years of four digits: PostgreSQL's end before Java's. */
    public static Optional<Instant> parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return time.getYear() >= 1 && time.getYear() <= LAST_YEAR
                    ? Optional.of(time.toInstant())
                    : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
