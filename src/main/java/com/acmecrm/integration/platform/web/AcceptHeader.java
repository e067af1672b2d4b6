package com.acmecrm.integration.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The media types that a client accepts (RFC 9110, section 12.5.1). Parameters other than {@code q} are ignored: no
 * response of this service has several forms that differ in them. A malformed member accepts nothing.
 */
public record AcceptHeader(List<MediaRange> ranges) {

    private static final String ATTRIBUTE = AcceptHeader.class.getName();

    /** Outside of a quoted string, whose closing quote may be missing. */
    private static final String SEPARATOR_OUTSIDE_QUOTES = "(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    private static final Pattern COMMA = Pattern.compile("," + SEPARATOR_OUTSIDE_QUOTES);
    private static final Pattern SEMICOLON = Pattern.compile(";" + SEPARATOR_OUTSIDE_QUOTES);

    /** @param lines of the header; several are one list */
    public static AcceptHeader of(List<String> lines) {
        return new AcceptHeader(lines.stream()
                .flatMap(COMMA::splitAsStream)
                .map(String::strip)
                .filter(member -> !member.isEmpty())
                .map(MediaRange::of)
                .toList());
    }

    /** As the client sent it, whatever the servers' JAX-RS is given to read. */
    public static AcceptHeader of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AcceptHeader known
                ? known
                : of(Collections.list(request.getHeaders("Accept")));
    }

    /** Keeps it for those who see another header afterwards. */
    void keepIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean accepts(String mediaType) {
        return quality(mediaType) > 0;
    }

    /** From 0, not acceptable, to 1: that of the most specific range which the type is in. */
    public double quality(String mediaType) {
        if (ranges.isEmpty()) {
            return 1;
        }
        return ranges.stream()
                .filter(range -> range.contains(mediaType))
                .max(Comparator.comparingInt(MediaRange::specificity).thenComparingDouble(MediaRange::quality))
                .map(MediaRange::quality)
                .orElse(0.0);
    }

    /** @param name in lower case, {@code *}{@code /*} for any, empty for what is malformed */
    record MediaRange(String name, double quality) {

        private static final String ANY = "*/*";
        private static final Pattern NAME = Pattern.compile("\\*/\\*|[\\w!#$%&'+.^`|~-]+/(\\*|[\\w!#$%&'+.^`|~-]+)");
        private static final Pattern QUALITY = Pattern.compile("(?i)q=(\\d{0,3}(?:\\.\\d{0,9})?)");
        private static final MediaRange MALFORMED = new MediaRange("", 0);

        static MediaRange of(String member) {
            List<String> parts =
                    Stream.of(SEMICOLON.split(member, -1)).map(String::strip).toList();
            String name = parts.get(0).equals("*") ? ANY : parts.get(0).toLowerCase(Locale.ROOT);
            return NAME.matcher(name).matches()
                    ? quality(parts.stream().skip(1))
                            .map(quality -> new MediaRange(name, quality))
                            .orElse(MALFORMED)
                    : MALFORMED;
        }

        /** Empty where it is no number from 0 to 1. Java's own client sends {@code q=.2}. */
        private static Optional<Double> quality(Stream<String> parameters) {
            Optional<String> weight = parameters
                    .filter(parameter -> parameter.regionMatches(true, 0, "q=", 0, 2))
                    .findFirst();
            if (weight.isEmpty()) {
                return Optional.of(1.0);
            }
            Matcher number = QUALITY.matcher(weight.get());
            return number.matches() && number.group(1).matches(".*\\d.*")
                    ? Optional.of(Double.parseDouble(number.group(1))).filter(quality -> quality <= 1)
                    : Optional.empty();
        }

        boolean contains(String mediaType) {
            return name.equals(ANY)
                    || name.equals(mediaType)
                    || name.endsWith("/*") && mediaType.startsWith(name.substring(0, name.length() - 1));
        }

        int specificity() {
            if (name.equals(ANY)) {
                return 0;
            }
            return name.endsWith("/*") ? 1 : 2;
        }
    }
}
