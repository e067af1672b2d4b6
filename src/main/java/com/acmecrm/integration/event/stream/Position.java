package com.acmecrm.integration.event.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a change among all changes: the same on every node, and the {@code id} of its message.
 *
 * @param at when the event changed, by PostgreSQL's clock, to the microsecond
 * @param event which one
 */
record Position(Instant at, UUID event) {

    private static final UUID FIRST = new UUID(0, 0);
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,16})-(\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12})");

    /** Before everything that changed at a time. */
    static Position before(Instant at) {
        return new Position(at, FIRST);
    }

    /** Empty where the text is no id that this service sends. */
    static Optional<Position> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Position(
                        Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS),
                        UUID.fromString(matcher.group(2))))
                : Optional.empty();
    }

    Instant minus(Duration time) {
        return at.minus(time);
    }

    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + event;
    }
}
