package com.acmecrm.integration.platform.text;

/**
 * Lengths as a person counts them and as {@code maxLength} of JSON Schema means them: in code points, not in the UTF-16
 * units of {@link String#length()}. A text that is cut here never ends in half of a surrogate pair, which PostgreSQL and
 * UTF-8 refuse.
 */
public final class CodePoints {

    private CodePoints() {}

    public static int count(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    /** Whether there are at most so many; long texts are not counted to their end. */
    public static boolean isAtMost(int max, CharSequence text) {
        return text.length() <= max || text.length() <= 2L * max && count(text) <= max;
    }

    /** The first so many, or the whole text if it has fewer. */
    public static String first(int max, String text) {
        return isAtMost(max, text) ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }
}
