package com.acmecrm.integration.platform;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as they stand in addresses, and such as tell when they were made. */
public final class Uuids {

    private static final Pattern FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private static final long VERSION_7 = 7;

    private Uuids() {}

    /** A new one that carries a moment in milliseconds (version 7, RFC 9562). */
    public static UUID of(long millis) {
        UUID random = UUID.randomUUID();
        long version = VERSION_7 << 12;
        long high = millis << 16 | version | random.getMostSignificantBits() & 0xFFF;
        return new UUID(high, random.getLeastSignificantBits());
    }

    /** The moment that it carries; empty for other versions. */
    public static OptionalLong millis(UUID id) {
        return id.version() == VERSION_7 ? OptionalLong.of(id.getMostSignificantBits() >>> 16) : OptionalLong.empty();
    }

    /** Empty if it is not written in full; {@link UUID#fromString} forgives more. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
