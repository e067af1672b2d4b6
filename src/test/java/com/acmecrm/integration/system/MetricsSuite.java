package com.acmecrm.integration.system;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** What the meters say of what was done to the service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MetricsSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Api api;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @Test
    void metersShouldBeReadableWithoutATokenFromThisHost() {
        Answer answer = Api.anonymous().get("/metrics");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase("text/plain;version=0.0.4;charset=utf-8");
        assertThat(answer.body())
                .contains("# TYPE http_server_requests_seconds histogram")
                .contains("jvm_memory_used_bytes{")
                .contains("jvm_gc_memory_allocated_bytes_total")
                .contains("process_cpu_usage")
                .contains("acmecrm_database_pool_size ")
                .contains("acmecrm_database_pool_active ")
                .contains("acmecrm_redis_calls_seconds_count{outcome=\"answered\"}");
    }

    @Test
    void metersShouldBeRefusedThroughAProxy() {
        Answer answer = Api.anonymous().send(api.request("/metrics").GET().header("X-Forwarded-For", "203.0.113.9"));

        Problems.assertProblem(answer, 403, "forbidden");
    }

    @Test
    void requestsShouldBeCountedByRouteAndStatus() {
        String found = requests("GET", "/api/contacts/{id}", 404);
        String unknown = requests("GET", "/api/*", 404);
        Meters before = Meters.now();

        api.get("/api/contacts/" + UUID.randomUUID());
        api.get("/api/nothing/" + UUID.randomUUID());

        Awaitility.await("both are counted, just after their answers")
                .atMost(PATIENCE)
                .until(() -> Meters.now().value(found) == before.value(found) + 1
                        && Meters.now().value(unknown) == before.value(unknown) + 1);
        assertThat(Meters.now().text()).as("an address is no label").doesNotContain("/api/nothing");
    }

    @Test
    void relayedEventsShouldBeCountedAndTimed() {
        Meters before = Meters.now();

        api.post("/api/contacts", """
                {"firstName":"Me","lastName":"Ter","email":"meter@example.com"}""");

        Awaitility.await("the event is counted")
                .atMost(PATIENCE)
                .until(() -> grown(before, "acmecrm_relay_events_total{outcome=\"published\"}") == 1);
        assertThat(grown(before, "acmecrm_relay_latency_seconds_count")).isEqualTo(1);
        assertThat(Meters.now().value("acmecrm_relay_active")).isEqualTo(1);
        assertThat(Meters.now().value("acmecrm_relay_lease_changes_total")).isPositive();
    }

    @Test
    void backlogShouldBeCountedInTheWholeCluster() {
        String key = "metered-" + UUID.randomUUID();
        insert(key, "failed", 1, "90 seconds");
        insert(key, "pending", 2, "70 seconds");
        try {
            Meters meters = Meters.now();

            assertThat(meters.value("acmecrm_events{status=\"pending\"}")).isEqualTo(1);
            assertThat(meters.value("acmecrm_events{status=\"failed\"}")).isEqualTo(1);
            assertThat(meters.value("acmecrm_events_oldest_pending_seconds")).isBetween(70.0, 100.0);
        } finally {
            Database.change("delete from event_processing where message_key = ?", key);
        }
    }

    private static double grown(Meters before, String sample) {
        return Meters.now().value(sample) - before.value(sample);
    }

    private static String requests(String method, String uri, int status) {
        return "http_server_requests_seconds_count{method=\"%s\",status=\"%d\",uri=\"%s\"}"
                .formatted(method, status, uri);
    }

    private static void insert(String key, String status, int version, String age) {
        Database.change("""
                insert into event_processing (id, event_type, status, message_key, contact_version, details, created_at)
                values (gen_random_uuid(), 'contact.updated', ?, ?, ?, '{}', now() - ?::interval)""", status, key, version, age);
    }
}
