package com.acmecrm.integration.system;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(api.get("/api/contacts?limit=1").header("Connection")).isEmpty();

        drain();

        assertThat(ready().json().getString("status")).isEqualTo("DOWN");
        assertThat(check("drain").toString()).isEqualTo("{\"name\":\"drain\",\"status\":\"DOWN\"}");
        assertThat(Api.anonymous().get("/health/live").status()).isEqualTo(200);
        assertThat(api.get("/api/contacts?limit=1").status()).isEqualTo(200);
    }

    /** A success, a problem, a refusal by the server itself, a servlet, a static file. */
    @ParameterizedTest
    @CsvSource({
        "/api/contacts?limit=1, 401, x",
        "/api/contacts?limit=1, 401, Bearer nonsense",
        "/api/nothing, 404, x",
        "/health/live, 200, x",
        "/openapi, 200, x",
        "/index.css, 200, x"
    })
    void everyAnswerShouldCloseItsConnection(String path, int status, String authorization) throws IOException {
        drain();

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
