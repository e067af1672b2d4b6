package com.acmecrm.integration.system;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
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

    /** {@code message.max.bytes} of a broker is 1,048,588 by default; the rest is for what surrounds it. */
    private static final int LARGEST_VALUE = 1_048_400;

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

    /** The largest value that the broker takes: with the headers of a dead letter it is too large. */
    @Test
    void foreignMessageNearTheSizeLimitShouldNotStopTheConsumer() {
        byte[] value = new byte[LARGEST_VALUE];
        Arrays.fill(value, (byte) 'x');
        RecordMetadata sent = Topic.sendRaw(bytes("near-the-limit"), value, Map.of("more", bytes("kept")));

        Topic.Message letter = awaitDeadLetter(sent);

        assertThat(letter.key()).isEqualTo("near-the-limit");
        assertThat(letter.value()).isEmpty();
        assertThat(letter.headers())
                .containsEntry("more", "kept")
                .containsEntry("dlt-original-topic", "contacts")
                .containsEntry("dlt-value-size", Integer.toString(value.length))
                .containsEntry("dlt-value-sha256", sha256(value))
                .containsEntry("dlt-error", "It names no event (ce_id)");
        assertConsumerGoesOn();
    }

    @Test
    void foreignMessageWithAHugeKeyAndHeadersShouldNotStopTheConsumer() {
        byte[] key = new byte[LARGEST_VALUE / 2];
        Map<String, byte[]> headers = Map.of("a", bytes("kept"), "huge", new byte[LARGEST_VALUE / 2 + 20]);
        RecordMetadata sent = Topic.sendRaw(key, null, headers);

        Topic.Message letter = awaitDeadLetter(sent);

        assertThat(letter.headers())
                .containsEntry("a", "kept")
                .containsEntry("dlt-key-size", Integer.toString(key.length))
                .containsEntry("dlt-key-sha256", sha256(key))
                .containsEntry("dlt-omitted-headers", "1")
                .doesNotContainKey("huge");
        assertConsumerGoesOn();
    }

    /** An operator has limited the dead-letter topic. */
    @Test
    void deadLetterShouldShrinkToWhatTheTopicTakes() {
        Map<String, byte[]> headers = Map.of("more", new byte[2_000]);
        try {
            Topic.limitDeadLetters(Optional.of(1_000));
            RecordMetadata small = Topic.sendRaw(bytes("shrinks"), bytes("value"), headers);
            Topic.Message letter = awaitDeadLetter(small);
            assertThat(letter.key()).isEqualTo("contacts-%d-%d".formatted(small.partition(), small.offset()));
            assertThat(letter.headers())
                    .containsEntry("dlt-value-size", "5")
                    .containsEntry("dlt-value-sha256", sha256(bytes("value")))
                    .doesNotContainKey("more");

            Topic.limitDeadLetters(Optional.of(100));
            RecordMetadata refused = Topic.sendRaw(bytes("is-refused"), bytes("value"), Map.of());
            Awaitility.await("it is kept in PostgreSQL alone")
                    .atMost(PATIENCE)
                    .until(() -> !Database.rows(
                                    "select 1 from poison_messages where kafka_partition = ? and kafka_offset = ?",
                                    refused.partition(),
                                    refused.offset())
                            .isEmpty());
            assertThat(Topic.deadLetter(refused)).isEmpty();
        } finally {
            Topic.limitDeadLetters(Optional.empty());
        }
        assertConsumerGoesOn();
    }

    /** None of these is an event of ours; each is a dead letter. */
    @Test
    void oddForeignMessagesShouldNotStopTheConsumer() {
        byte[] notUtf8 = {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xC3};
        byte[] lastingId = bytes(UUID.randomUUID().toString());
        Map<String, byte[]> nullHeader = new HashMap<>();
        nullHeader.put("ce_id", null);
        List<RecordMetadata> sent = List.of(
                Topic.sendRaw(null, null, Map.of()),
                Topic.sendRaw(null, bytes("{}"), nullHeader),
                Topic.sendRaw(bytes("tombstone"), null, Map.of("ce_id", lastingId)),
                Topic.sendRaw(notUtf8, notUtf8, Map.of("ce_id", notUtf8, "", notUtf8)),
                Topic.sendRaw(new byte[0], new byte[0], Map.of("ce_id", new byte[0])),
                Topic.sendRaw(bytes("utf-16"), "{}".getBytes(StandardCharsets.UTF_16), Map.of("ce_id", lastingId)),
                Topic.sendRaw(bytes("long-id"), bytes("{}"), Map.of("ce_id", bytes("1".repeat(100_000)))),
                Topic.sendRaw(bytes("short-id"), bytes("{}"), Map.of("ce_id", bytes("1-1-1-1-1"))));

        assertThat(sent).allSatisfy(ProcessingSuite::awaitDeadLetter);
        assertConsumerGoesOn();
    }

    private void assertConsumerGoesOn() {
        String key = "probe-" + UUID.randomUUID();
        change(key, 2);
        awaitStatuses(key, "processed", 2);
        Database.change("delete from poison_messages"); // or health would tell all other tests, too
    }

    private static Topic.Message awaitDeadLetter(RecordMetadata original) {
        return Awaitility.await("dead letter of " + original)
                .atMost(PATIENCE)
                .until(() -> Topic.deadLetter(original), Optional::isPresent)
                .orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
