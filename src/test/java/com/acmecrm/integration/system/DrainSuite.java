package com.acmecrm.integration.system;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that is taken out of service while the file {@code acmecrm.drain.file} exists. */
abstract class DrainSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path file = Path.of(System.getProperty("acmecrm.drain.file"));

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @AfterEach
    void takeBack() throws IOException {
        Files.deleteIfExists(file);
        await("the node is ready again", () -> ready().status() == 200);
    }

    @Test
    void nodeShouldNotBeReadyAndServeAllTheSame() throws IOException {
        Api api = Api.admin();
        assertThat(api.get("/api/contacts?limit=1").header("Connection")).isNotEqualTo(Optional.of("close"));

        drain();

        assertThat(ready().json().getString("status")).isEqualTo("DOWN");
        assertThat(check("drain").toString()).isEqualTo("{\"name\":\"drain\",\"status\":\"DOWN\"}");
        assertThat(Api.anonymous().get("/health/live").status()).isEqualTo(200);
        assertThat(api.get("/api/contacts?limit=1").status()).isEqualTo(200);
    }

    /** A problem, a refusal by the server itself, an unknown address, servlets, a static file. */
    @Test
    void everyAnswerShouldCloseItsConnection() throws IOException {
        drain();

        assertClosed("/api/contacts?limit=1", "none", 401);
        assertClosed("/api/contacts?limit=1", "Bearer nonsense", 401);
        assertClosed("/api/nothing", "none", 404);
        assertClosed("/health/live", "none", 200);
        assertClosed("/openapi", "none", 200);
        assertClosed("/problem.css", "none", 200);
    }

    private static void assertClosed(String path, String authorization, int status) throws IOException {
        String text = KeptConnection.get(Environment.application(), path, authorization);

        assertThat(text).startsWith("HTTP/1.1 " + status + " ");
        assertThat(text.lines().filter(line -> line.equalsIgnoreCase("Connection: close")))
                .as(text)
                .hasSize(1);
    }

    @Test
    void streamShouldEnd() throws IOException {
        try (EventStreamReader reader = EventStreamReader.open(Api.admin())) {
            drain();

            reader.awaitEnd();
        }
    }

    private void drain() throws IOException {
        Files.createFile(file);
        await("the node is not ready", () -> ready().status() == 503);
    }

    private static JsonObject check(String name) {
        return ready().json().getJsonArray("checks").stream()
                .map(check -> check.asJsonObject())
                .filter(check -> check.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Answer ready() {
        return Api.anonymous().get("/health/ready");
    }

    private static void await(String condition, Callable<Boolean> met) {
        Awaitility.await(condition).atMost(PATIENCE).until(met);
    }
}
