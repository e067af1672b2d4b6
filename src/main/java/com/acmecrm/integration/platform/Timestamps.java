package com.acmecrm.integration.platform;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as every format of this service shows them. */
public final class Timestamps {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** ISO-8601 in UTC, always with three decimals: {@code 2025-05-20T02:36:25.761Z}. */
    public static String format(Instant instant) {
        return MILLIS.format(instant);
    }
}
