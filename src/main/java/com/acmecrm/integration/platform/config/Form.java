package com.acmecrm.integration.platform.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a value must look like.
 *
 * @param expectation goes on after "must be"
 */
public record Form(String expectation, Predicate<String> accepts) {

    /** For a value that its group looks at by itself, with others. */
    public static final Form OF_ITS_GROUP = new Form("what its group says", text -> true);

    private static final int DIGITS = 18;

    public static Form text() {
        return new Form("set", text -> true);
    }

    public static Form oneOf(String... words) {
        return new Form(String.join(" or ", words), List.of(words)::contains);
    }

    public static Form whole(int least, int most) {
        return new Form("a whole number from %d to %d".formatted(least, most), text -> isWhole(text, least, most));
    }

    private static boolean isWhole(String text, int least, int most) {
        return text.matches("\\d{1," + DIGITS + "}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
    }

    public static Form duration(Duration least, Duration most) {
        return new Form(
                "an ISO-8601 duration from %s to %s".formatted(least, most), text -> isDuration(text, least, most));
    }

    private static boolean isDuration(String text, Duration least, Duration most) {
        try {
            Duration duration = Duration.parse(text);
            return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
        } catch (DateTimeParseException notOne) {
            return false;
        }
    }

    /** Members between commas. */
    public static Form listOf(String expectation, Predicate<String> member) {
        return new Form(
                expectation,
                text -> Arrays.stream(text.split(",", -1)).map(String::strip).allMatch(member));
    }
}
