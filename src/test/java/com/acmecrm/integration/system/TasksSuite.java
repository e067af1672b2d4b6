package com.acmecrm.integration.system;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Background tasks that hang or break. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TasksSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Api api;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void clear() {
        Redis.clearRateLimits();
    }

    @AfterEach
    void restore() {
        become("works");
        awaitFinding("{\"name\":\"tasks\",\"status\":\"UP\",\"data\":{\"state\":\"ok\"}}");
    }

    @Test
    void taskThatHangsShouldMakeHealthDegraded() {
        become("hangs");

        awaitFinding("{\"name\":\"tasks\",\"status\":\"UP\",\"data\":{\"state\":\"degraded\",\"late\":\"probe\"}}");
        assertThat(Api.anonymous().get("/health/ready").status())
                .as("requests are served")
                .isEqualTo(200);
        assertThat(Meters.now().value("acmecrm_task_age_seconds{task=\"probe\"}"))
                .isGreaterThan(9);
    }

    @Test
    void taskThatThrowsAnErrorShouldMakeHealthDegradedAndBeLoggedOnce() {
        long before = errors();
        become("breaks");

        awaitFinding("{\"name\":\"tasks\",\"status\":\"UP\",\"data\":{\"state\":\"degraded\",\"failing\":\"probe\"}}");
        Awaitility.await("it is tried again")
                .atMost(PATIENCE)
                .until(() -> Meters.now().value("acmecrm_loop_failures_total{loop=\"probe\"}") >= 3);
        assertThat(errors()).isEqualTo(before + 1);
    }

    private static long errors() {
        return LogSuite.lines().stream()
                .filter(line -> line.contains("Task probe failed with an error"))
                .filter(line -> line.contains("LinkageError"))
                .count();
    }

    private void become(String behaviour) {
        assertThat(api.post("/api/probe-task/" + behaviour, "").status()).isEqualTo(204);
    }

    private static void awaitFinding(String expected) {
        Awaitility.await("health says " + expected)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThatJson(finding().toString()).isEqualTo(expected));
    }

    private static JsonObject finding() {
        return Api.anonymous().get("/health").json().getJsonArray("checks").stream()
                .map(JsonValue::asJsonObject)
                .filter(check -> check.getString("name").equals("tasks"))
                .findFirst()
                .orElseThrow();
    }
}
