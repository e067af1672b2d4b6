package com.acmecrm.integration.platform.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An alert for a sample that nobody tells would never go off. */
class AlertsTest {

    private static final Pattern SAMPLE = Pattern.compile("\\b(?:acmecrm_[a-z_]+|http_server_[a-z_]+)");
    private static final Pattern METER = Pattern.compile("\"((?:acmecrm|http\\.server)\\.[a-z.]+)\"");
    private static final Pattern SUFFIX = Pattern.compile("(?:_seconds|_bytes)?(?:_total|_count|_bucket|_sum|_max)?$");

    @Test
    void everySampleInTheGuideShouldBeAMeterOfTheService() throws IOException {
        Set<String> meters = meters();

        assertThat(samples())
                .hasSizeGreaterThan(30)
                .allSatisfy(sample ->
                        assertThat(meters).contains(SUFFIX.matcher(sample).replaceAll("")));
    }

    private static List<String> samples() throws IOException {
        return SAMPLE.matcher(Files.readString(Path.of("docs", "operate.md")))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static Set<String> meters() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> METER.matcher(read(file)).results())
                    .map(found -> found.group(1).replace('.', '_'))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
