package com.acmecrm.integration.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** From the message to its handler. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProcessingSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Api api;

    @BeforeAll
    void begin() {
        Database.change("create table handled (seq bigint generated always as identity, key text, version bigint)");
        api = Api.admin();
    }

    @AfterAll
    void end() {
        Database.change("drop table handled");
    }

    @BeforeEach
    void clear() {
        Redis.clearRateLimits();
    }

    @Test
    void eventsOfAContactShouldBeHandledOnceAndInOrder() {
        String key = "probe-" + UUID.randomUUID();
        change(key, 10);

        awaitStatuses(key, "processed", 10);
        assertThat(handled(key))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 10).mapToObj(Integer::toString).toList());
    }

    @Test
    void failedEventShouldBeHandledAgainBeforeTheLaterOnesOfItsContact() {
        String key = "fails-3-times-" + UUID.randomUUID();
        String other = "probe-" + UUID.randomUUID();
        change(key, 3);
        change(other, 3);

        awaitStatuses(other, "processed", 3);
        awaitStatuses(key, "processed", 3);
        assertThat(handled(key)).as("what a failed handler did is undone").containsExactly("1", "2", "3");
        assertThat(row(key, 1))
                .containsEntry("processing_attempts", "3")
                .containsEntry("attempts", "1")
                .containsEntry("error", null)
                .containsEntry("retry_at", null);
    }

    @Test
    void eventShouldFailAfterItsLastAttemptAndParkItsContact() {
        String key = "fails-99-times-" + UUID.randomUUID();
        change(key, 2);
        awaitStatuses(key, "failed", 1);
        String other = "probe-" + UUID.randomUUID();
        change(other, 2);
        awaitStatuses(other, "processed", 2);

        assertThat(row(key, 1))
                .containsEntry("processing_attempts", "5")
                .containsEntry("error", "java.lang.IllegalStateException: The probe fails")
                .containsEntry("processed_at", null);
        assertThat(row(key, 2)).containsEntry("status", "published");
        assertThat(handled(key)).isEmpty();
        Map<String, String> place = row(key, 1);
        Topic.Message letter = Topic.messages(Topic.DEAD_LETTERS, key).get(0);
        assertThat(letter.value()).isEqualTo(place.get("details"));
        assertThat(letter.headers())
                .containsEntry("ce_id", place.get("id"))
                .containsEntry("traceparent", place.get("traceparent"))
                .containsEntry("dlt-original-topic", "contacts")
                .containsEntry("dlt-original-partition", place.get("kafka_partition"))
                .containsEntry("dlt-original-offset", place.get("kafka_offset"))
                .containsEntry("dlt-attempts", "5")
                .containsEntry("dlt-error", "java.lang.IllegalStateException: The probe fails");
        Database.change("delete from event_processing where message_key = ?", key);
    }

    @Test
    void linesOfAFailureShouldNameTheEventAndItsTrace() {
        String key = "fails-1-times-" + UUID.randomUUID();
        change(key, 1);
        awaitStatuses(key, "processed", 1);

        Map<String, String> row = row(key, 1);
        String trace = row.get("traceparent").split("-")[1];
        assertThat(LogSuite.ofEvent(row.get("id"))).singleElement().satisfies(line -> {
            assertThat(line.getString("formattedMessage")).contains("could not be processed, attempt 1");
            assertThat(line.getJsonObject("mdc").getString("traceId")).isEqualTo(trace);
            assertThat(line.getJsonObject("throwable").getString("message")).isEqualTo("The probe fails");
        });
    }

    @Test
    void messageThatIsNoEventShouldBeBuriedAndNotStopTheOthers() {
        String poison = "poison-" + UUID.randomUUID();
        Topic.send(poison, "\u0000 nonsense", Map.of());
        Topic.send(poison, "{}", Map.of("ce_id", "not-an-id"));
        Topic.send(poison, "{}", Map.of("ce_id", UUID.randomUUID().toString(), "more", "kept"));

        Awaitility.await("all three are dead letters")
                .atMost(PATIENCE)
                .until(() -> Topic.messages(Topic.DEAD_LETTERS, poison).size() == 3);
        assertThat(Topic.messages(Topic.DEAD_LETTERS, poison))
                .extracting(letter -> letter.headers().get("dlt-error"))
                .containsExactly(
                        "It names no event (ce_id)", "It names no event (ce_id)", "There is no event of its id");
        assertThat(Topic.messages(Topic.DEAD_LETTERS, poison).get(2).headers()).containsEntry("more", "kept");
        Awaitility.await("they are counted")
                .atMost(PATIENCE)
                .until(() -> Database.rows("select 1 from poison_messages").size() == 3);
        Awaitility.await("health tells")
                .atMost(PATIENCE)
                .until(() -> Api.anonymous().get("/health/ready").body().contains("\"poisonLastHour\":3"));
        Database.change("delete from poison_messages"); // or health would tell all other tests, too
        String key = "probe-" + UUID.randomUUID();
        change(key, 1);
        awaitStatuses(key, "processed", 1);
    }

    /** An event comes twice when the relay dies between sending and marking. */
    @Test
    void repeatedMessageShouldBeHandledOnce() {
        String key = "probe-" + UUID.randomUUID();
        String id = change(key, 1);
        awaitStatuses(key, "processed", 1);
        Topic.Message first = Topic.await(key, 1).get(0);

        Topic.send(key, first.value(), first.headers());
        api.patch("/api/contacts/" + id, "{\"notes\":\"after the repeat\",\"version\":1}");

        awaitStatuses(key, "processed", 2);
        assertThat(Topic.messages(Topic.CONTACTS, key)).hasSize(3);
        assertThat(handled(key)).containsExactly("1", "2");
    }

    private String change(String key, int versions) {
        String id = api.post("/api/contacts", """
                {"firstName":"Pro","lastName":"Be","email":"probe@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(key)).id();
        for (int version = 1; version < versions; version++) {
            api.patch("/api/contacts/" + id, "{\"notes\":\"%d\",\"version\":%d}".formatted(version, version));
        }
        return id;
    }

    private static void awaitStatuses(String key, String status, int count) {
        Awaitility.await(count + " events " + status + " of " + key)
                .atMost(PATIENCE)
                .until(() -> Database.rows(
                                        "select 1 from event_processing where message_key = ? and status = ?",
                                        key,
                                        status)
                                .size()
                        == count);
    }

    private static Map<String, String> row(String key, int version) {
        return Database.rows(
                        "select * from event_processing where message_key = ? and contact_version = ?", key, version)
                .get(0);
    }

    private static List<String> handled(String key) {
        return Database.rows("select version from handled where key = ? order by seq", key).stream()
                .map(row -> row.get("version"))
                .toList();
    }
}
