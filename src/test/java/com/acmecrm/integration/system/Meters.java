package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.ApplicationProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code /metrics} said at one moment: each sample under its name and labels, as the text has them. */
public record Meters(String text, Map<String, Double> samples) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
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

    /** Of a node. */
    public static Meters of(ApplicationProcess node) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.url().resolve("/metrics"))
                .timeout(PATIENCE)
                .build();
        return of(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** Zero where nothing of the kind has happened yet. */
    public double value(String sample) {
        return samples.getOrDefault(sample, 0.0);
    }
}
