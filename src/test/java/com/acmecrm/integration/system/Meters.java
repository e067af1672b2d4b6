package com.acmecrm.integration.system;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code /metrics} said at one moment: each sample under its name and labels, as the text has them. */
record Meters(String text, Map<String, Double> samples) {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+(?:\\{.*\\})?) (\\S+)$");

    static Meters now() {
        return of(Api.anonymous().get("/metrics").body());
    }

    static Meters of(String text) {
        Function<MatchResult, String> name = sample -> sample.group(1);
        return new Meters(
                text,
                SAMPLE.matcher(text)
                        .results()
                        .collect(Collectors.toMap(name, sample -> Double.valueOf(sample.group(2)))));
    }

    /** Zero where nothing of the kind has happened yet. */
    double value(String sample) {
        return samples.getOrDefault(sample, 0.0);
    }
}
