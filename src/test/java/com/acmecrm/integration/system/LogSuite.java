package com.acmecrm.integration.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The server's logs of the whole run. */
abstract class LogSuite {

    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{20,}");

    /** Passwords and contact data that the other suites have sent, refused and failed with. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin123",
                "@example.com",
                "Lovelace",
                "Hopper",
                "Smith-Jones",
                "555-123-4567",
                "Innovative Tech",
                "12345678901234567890"
            })
    void logsShouldHoldNoContactDataAndNoPassword(String secret) {
        assertThat(lines()).noneMatch(line -> line.contains(secret));
    }

    @Test
    void logsShouldHoldNoToken() {
        assertThat(lines()).noneMatch(line -> TOKEN.matcher(line).find());
    }

    @Test
    void requestShouldLeaveOneAccessLineWithItsId() {
        Api api = Api.anonymous();
        String id = "log-" + System.nanoTime();
        api.send(api.request("/api/nothing?email=ada@example.com").header("X-Request-Id", id));
        String other = id + "-static";
        api.send(api.request("/nothing").header("X-Request-Id", other));
        String refused = id + "-refused";
        new Api("junk").send(new Api("junk").request("/api/contacts").header("X-Request-Id", refused));

        Awaitility.await("the access lines").atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(accessLines(id)).singleElement().asString().contains("GET /api/nothing 404");
            assertThat(accessLines(other)).singleElement().asString().contains("GET /nothing 404");
            assertThat(accessLines(refused)).singleElement().asString().contains("GET /api/contacts 401");
        });
    }

    @Test
    void accessLineShouldNameTheClientBehindATrustedProxy() {
        String id = "log-proxy-" + System.nanoTime();
        SocketApi.from(LimitSuite.PROXY)
                .with("X-Request-Id", id)
                .with("X-Forwarded-For", "203.0.113.99")
                .get("/nothing");

        Awaitility.await("the access line")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(accessLines(id)).singleElement().asString().contains(" ms 203.0.113.99"));
    }

    private static List<String> accessLines(String id) {
        return lines().stream()
                .filter(line -> line.matches(".*\\b" + id + "(?![\\w-]).*"))
                .filter(line -> line.matches(".* [A-Z]+ /\\S* \\d{3} \\d+ ms .*"))
                .toList();
    }

    static List<String> lines() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("server.logs")))) {
            return files.filter(file -> !file.toString().endsWith(".lck"))
                    .flatMap(LogSuite::read)
                    .toList();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Stream<String> read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
