package com.acmecrm.integration.system;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.acmecrm.integration.platform.JsonP.JSON;
import static org.assertj.core.api.Assertions.assertThat;

/** The server's logs of the whole run. */
abstract class LogSuite {

    /** Where the application's own lines are; the server's lie beside it. */
    static final String FILE = "acmecrm.log";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
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

    /** As many of the tests before this one do. */
    @Test
    void clientThatClosesItsConnectionShouldLeaveNoStackTrace() {
        assertThat(lines()).noneMatch(line -> line.contains("Error while closing the output stream"));
    }

    /** Anybody can send one. */
    @Test
    void tokenThatCannotBeVerifiedShouldLeaveNoStackTrace() {
        assertThat(new Api(Tokens.ofForeignKey()).get("/api/contacts").status()).isEqualTo(401);
        assertThat(new Api("junk").get("/api/contacts").status()).isEqualTo(401);

        assertThat(lines())
                .noneMatch(line -> line.contains("JWTProcessingException") || line.contains("IdentityStore"));
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

        awaitAccess(id, "GET /api/nothing 404");
        awaitAccess(other, "GET /nothing 404");
        awaitAccess(refused, "GET /api/contacts 401");
    }

    @Test
    void everyLineShouldBeOneJsonObject() {
        assertThat(entries())
                .hasSizeGreaterThan(100)
                .allSatisfy(entry -> assertThat(entry)
                        .containsKeys("timestamp", "level", "threadName", "loggerName", "formattedMessage"));
    }

    @Test
    void linesOfARequestShouldNameItAndItsUserAndItsTrace() {
        String id = "log-user-" + System.nanoTime();
        Api api = Api.admin();
        api.send(api.request("/api/contacts")
                .header("X-Request-Id", id)
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        JsonObject context = awaitAccess(id, "GET /api/contacts 200").getJsonObject("mdc");
        assertThat(context.getString("userId")).isEqualTo("1");
        assertThat(context.getString("traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(context.getString("spanId")).matches("[0-9a-f]{16}").isNotEqualTo("00f067aa0ba902b7");
    }

    @Test
    void contextShouldEndWithItsRequest() {
        String id = "log-later-" + System.nanoTime();
        Api api = Api.admin();
        api.get("/api/contacts");
        Api anonymous = Api.anonymous();
        IntStream.range(0, 20)
                .forEach(each -> anonymous.send(anonymous.request("/nothing").header("X-Request-Id", id)));

        Awaitility.await("all access lines")
                .atMost(PATIENCE)
                .until(() -> ofRequest(id).size() == 20);
        assertThat(ofRequest(id)).noneMatch(entry -> entry.getJsonObject("mdc").containsKey("userId"));
    }

    @Test
    void newlineInAnAddressShouldForgeNoLine() {
        String id = "log-forged-" + System.nanoTime();
        Api api = Api.anonymous();
        api.send(api.request("/nothing%0d%0a%7B%22level%22:%22FORGED%22%7D").header("X-Request-Id", id));

        awaitAccess(id, "FORGED");
        assertThat(entries()).noneMatch(entry -> entry.getString("level").equals("FORGED"));
    }

    @Test
    void accessLineShouldNameTheClientBehindATrustedProxy() {
        String id = "log-proxy-" + System.nanoTime();
        SocketApi.from(LimitSuite.PROXY)
                .with("X-Request-Id", id)
                .with("X-Forwarded-For", "203.0.113.99")
                .get("/nothing");

        awaitAccess(id, " ms 203.0.113.99");
    }

    private static JsonObject awaitAccess(String id, String message) {
        Awaitility.await("the access line of " + id)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ofRequest(id))
                        .filteredOn(entry -> entry.getString("loggerName").endsWith(".access"))
                        .singleElement()
                        .satisfies(entry ->
                                assertThat(entry.getString("formattedMessage")).contains(message)));
        return ofRequest(id).stream()
                .filter(entry -> entry.getString("loggerName").endsWith(".access"))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonObject> ofRequest(String id) {
        return entries(line -> line.contains("\"" + id + "\"")).stream()
                .filter(entry ->
                        entry.getJsonObject("mdc").getString("requestId", "").equals(id))
                .toList();
    }

    /** What the application has logged while it worked at an event. */
    static List<JsonObject> ofEvent(String id) {
        return entries(line -> line.contains("\"" + id + "\"")).stream()
                .filter(entry ->
                        entry.getJsonObject("mdc").getString("eventId", "").equals(id))
                .toList();
    }

    private static List<JsonObject> entries() {
        return entries(line -> true);
    }

    /** Parsed; the one that is just being written is left out. */
    private static List<JsonObject> entries(Predicate<String> wanted) {
        String text = text(Path.of(System.getProperty("server.logs"), FILE));
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(wanted)
                .map(LogSuite::parse)
                .toList();
    }

    private static JsonObject parse(String line) {
        try (JsonReader reader = JSON.createReader(new StringReader(line))) {
            return reader.readObject();
        } catch (JsonException noJson) {
            throw new AssertionError("No JSON object: " + line, noJson);
        }
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
        return text(file).lines();
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
