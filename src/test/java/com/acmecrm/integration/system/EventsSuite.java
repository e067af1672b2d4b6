package com.acmecrm.integration.system;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.acmecrm.integration.platform.JsonP.JSON;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** What operators see of events and do to them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EventsSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PARKED = 1_500;

    private Api api;
    private String key;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
        key = "events-" + UUID.randomUUID();
    }

    @AfterEach
    void clear() {
        Database.change("delete from event_processing where message_key like ?", key + "%");
    }

    @Test
    void eventShouldShowItsWholeLife() {
        String id = create(key);
        awaitStatus(key, "processed");
        JsonObject listed = onlyOne(api.get("/api/events?contactId=" + key));

        Answer one = api.get("/api/events/" + listed.getString("id"));

        Map<String, String> row = row(key);
        assertThatJson(one.body()).isEqualTo("""
                {"data":{"id":"%s","type":"contact.created","contactId":"%s","version":1,"status":"processed",
                 "attempts":1,"processingAttempts":0,"error":null,"createdAt":"${json-unit.regex}%s",
                 "publishedAt":"${json-unit.regex}%s","processedAt":"${json-unit.regex}%s",
                 "changedAt":"${json-unit.regex}%s","retryAt":null,
                 "kafka":{"partition":%s,"offset":%s},"waitsFor":null,
                 "payload":{"type":"contact.created","data":{"contactId":"%s"}},
                 "headers":"${json-unit.ignore}","history":[]}}""".formatted(
                row.get("id"), key, TIME, TIME, TIME, TIME, row.get("kafka_partition"), row.get("kafka_offset"), key));
        assertThat(Topic.await(key, 1).get(0).headers())
                .as("the headers that are told are those that were sent")
                .containsExactlyInAnyOrderEntriesOf(headers(one.data()));
        assertThat(id).isNotBlank();
    }

    private static final String TIME = "\\\\d{4}-\\\\d\\\\d-\\\\d\\\\dT\\\\d\\\\d:\\\\d\\\\d:\\\\d\\\\d\\\\.\\\\d{3}Z";

    @Test
    void listShouldGiveEachEventOnceNewestFirst() {
        for (int version = 1; version <= 25; version++) {
            insert(key, "processed", version, null);
        }
        List<Integer> versions = new ArrayList<>();
        String path = "/api/events?limit=10&contactId=" + key;
        Answer page = api.get(path);
        versions.addAll(versions(page));
        while (!page.json().getJsonObject("meta").isNull("nextCursor")) {
            assertThat(page.header("Link").orElseThrow()).contains("rel=\"next\"");
            page = api.get(path + "&cursor=" + page.json().getJsonObject("meta").getString("nextCursor"));
            versions.addAll(versions(page));
        }

        assertThat(versions).hasSize(25).isSortedAccordingTo((a, b) -> b - a).doesNotHaveDuplicates();
    }

    @Test
    void filtersShouldBeMetAllTogether() {
        insert(key, "processed", 1, null);
        insert(key, "failed", 2, "java.lang.IllegalStateException: The remote SYSTEM is closed");
        insert(key, "discarded", 3, "Something else");
        Database.change(
                "update event_processing set created_at = '2020-01-02T03:04:05Z' where message_key = ? and contact_version = 3",
                key);

        assertThat(versions(list("status=failed"))).containsExactly(2);
        assertThat(versions(list("status=discarded"))).containsExactly(3);
        assertThat(versions(list("error=remote+system"))).containsExactly(2);
        assertThat(versions(list("error=%25")))
                .as("a percent sign is a percent sign")
                .isEmpty();
        assertThat(versions(list("type=contact.updated"))).hasSize(3);
        assertThat(versions(list("type=contact.deleted"))).isEmpty();
        assertThat(versions(list("until=2020-01-02T03:04:06Z"))).containsExactly(3);
        assertThat(versions(list("since=2020-01-02T03:04:05Z&until=2020-01-02T03:04:05Z")))
                .isEmpty();
        assertThat(versions(list("since=2020-01-02T03:04:06.000Z&status=processed")))
                .containsExactly(1);
    }

    /** A lock stands for a filter that finds nothing in a large table. */
    @Test
    void listThatTakesTooLongShouldBeRefusedAsTooBroad() throws SQLException {
        try (Connection connection = Database.connect();
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("lock table event_processing in access exclusive mode");

            Problems.assertProblem(api.get("/api/events?type=contact.deleted"), 400, "query-too-broad");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=gone",
                "type=contact.exploded",
                "type=",
                "since=yesterday",
                "until=2020-13-01T00:00:00Z",
                "colour=blue",
                "status=failed&status=failed",
                "limit=0",
                "limit=201",
                "cursor=abc",
                "error=%00"
            })
    void badParameterShouldBeRefused(String query) {
        Problems.assertProblem(api.get("/api/events?" + query), 400, "invalid-request");
    }

    @Test
    void cursorShouldBelongToItsFilter() {
        insert(key, "processed", 1, null);
        insert(key, "processed", 2, null);
        String cursor = list("limit=1").json().getJsonObject("meta").getString("nextCursor");

        Problems.assertProblem(list("limit=1&status=processed&cursor=" + cursor), 400, "invalid-request");
        assertThat(versions(list("limit=1&cursor=" + cursor))).containsExactly(1);
    }

    @Test
    void parkedEventShouldNameTheFailedOneBeforeIt() {
        insert(key, "processed", 1, null);
        String failed = insert(key, "failed", 2, "stays");
        insert(key, "failed", 3, "stays, too");
        String parked = insert(key, "published", 4, null);

        assertThat(list("status=published").json().getJsonArray("data").getJsonObject(0))
                .containsEntry("waitsFor", JSON.createValue(failed));
        assertThat(api.get("/api/events/" + parked).data().getString("waitsFor"))
                .isEqualTo(failed);
        assertThat(list("status=failed").json().getJsonArray("data").getValuesAs(JsonValue::asJsonObject))
                .as("a failed one waits for a person")
                .allSatisfy(event -> assertThat(event.get("waitsFor")).isEqualTo(JsonValue.NULL));
        assertThat(list("status=processed").json().getJsonArray("data").getJsonObject(0))
                .containsEntry("waitsFor", JsonValue.NULL);
    }

    /** Every state, and what a person may do in it. */
    @ParameterizedTest
    @CsvSource({
        "pending, retries, 409",
        "pending, discards, 409",
        "published, retries, 409",
        "published, discards, 409",
        "processed, retries, 409",
        "processed, discards, 409",
        "discarded, retries, 409",
        "discarded, discards, 409",
        "failed, retries, 200",
        "failed, discards, 200"
    })
    void onlyFailedEventShouldBeMoved(String status, String action, int expected) {
        // Behind a failed one of the same contact, so that neither relay nor consumer takes it up meanwhile.
        insert(key, "failed", 1, "stays");
        String id = insert(key, status, 2, "was there");

        Answer answer = api.post("/api/events/" + id + "/" + action, "{\"reason\":\"tried\"}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(expected);
        String now = Database.rows("select status from event_processing where id = ?", UUID.fromString(id))
                .get(0)
                .get("status");
        if (expected == 409) {
            Problems.assertProblem(answer, 409, "wrong-state");
            assertThat(now).isEqualTo(status);
        } else {
            assertThat(now).isEqualTo(action.equals("retries") ? "pending" : "discarded");
        }
    }

    @Test
    void retriedEventShouldBeSentAndItsContactFlowAgain() {
        String failed = insert(key, "failed", 1, "was too large");
        insert(key, "pending", 2, null);

        Answer answer = api.send(api.request("/api/events/" + failed + "/retries")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.data().get("error")).isEqualTo(JsonValue.NULL);
        Awaitility.await("both are processed")
                .atMost(PATIENCE)
                .until(() -> statuses(key).equals(List.of("processed", "processed")));
        assertThat(Topic.await(key, 2))
                .extracting(message -> message.headers().get("ce_contactversion"))
                .containsExactly("1", "2");
        JsonObject history =
                api.get("/api/events/" + failed).data().getJsonArray("history").getJsonObject(0);
        assertThat(history.getString("action")).isEqualTo("retry");
        assertThat(history.getString("userId")).isEqualTo("1");
        assertThat(history.getString("username")).isEqualTo(Environment.ADMIN);
    }

    @Test
    void discardedEventShouldFreeItsContact() {
        String failed = insert(key, "failed", 1, "was too large");
        insert(key, "pending", 2, null);

        Answer answer = api.post("/api/events/" + failed + "/discards", "{\"reason\":\"told by telephone\"}");

        assertThat(answer.data().getString("status")).isEqualTo("discarded");
        assertThat(answer.data().getJsonArray("history").getJsonObject(0).getString("reason"))
                .isEqualTo("told by telephone");
        Awaitility.await("the later one is processed")
                .atMost(PATIENCE)
                .until(() -> statuses(key).equals(List.of("discarded", "processed")));
        assertThat(Topic.messages(Topic.CONTACTS, key)).hasSize(1);
    }

    @Test
    void bulkRetryShouldCountFirstAndThenWorkItOff() {
        Set<String> ids = new TreeSet<>();
        for (int number = 0; number < 30; number++) {
            ids.add(insert(key + "-" + number, "failed", 1, "mark " + key));
        }
        insert(key + "-other", "failed", 1, "another error");
        String filter = "\"filter\":{\"error\":\"mark %s\"}".formatted(key);

        Answer dry = api.post("/api/events/retries", "{%s,\"dryRun\":true}".formatted(filter));
        assertThat(dry.status()).isEqualTo(200);
        assertThatJson(dry.body()).isEqualTo("{\"data\":{\"matched\":30}}");
        Answer begun = api.post("/api/events/retries", "{%s,\"reason\":\"it is open again\"}".formatted(filter));

        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        String job = "/api/events/retries/" + begun.id();
        assertThat(begun.header("Location").orElseThrow()).endsWith(job);
        Awaitility.await("the job is done")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> api.get(job).data().getString("status").equals("done"));
        assertThat(api.get(job).data().getInt("retried")).isEqualTo(30);
        Awaitility.await("all are processed")
                .atMost(PATIENCE)
                .until(() -> Database.rows(
                                        "select 1 from event_processing where message_key like ? and status = 'processed'",
                                        key + "%")
                                .size()
                        == 30);
        assertThat(row(key + "-other")).containsEntry("status", "failed");
        assertThatJson(api.get("/api/events/" + ids.iterator().next()).body())
                .node("data.history[0]")
                .isEqualTo("""
                        {"at":"${json-unit.any-string}","action":"retry","reason":"it is open again","userId":"1",
                         "username":"%s","jobId":"%s"}""".formatted(Environment.ADMIN, begun.id()));
    }

    /** One whose filter cannot be read, as another version may have written it. */
    @Test
    void bulkRetryThatCannotBeDoneShouldNotKeepOthersFromIt() {
        UUID broken = UUID.randomUUID();
        Database.change("""
                insert into event_retry_jobs (id, filter, reason, user_id, username, matched, up_to_seq, next_at)
                values (?, '{"colour":"blue"}', 'x', '1', 'admin', 0, 1, '2000-01-01')""", broken);
        try {
            String job = "/api/events/retries/"
                    + api.post(
                                    "/api/events/retries",
                                    "{\"filter\":{\"error\":\"none %s\"},\"reason\":\"x\"}".formatted(key))
                            .id();

            Awaitility.await("the other is done")
                    .atMost(PATIENCE)
                    .until(() -> api.get(job).data().getString("status").equals("done"));
        } finally {
            Database.change("delete from event_retry_jobs where id = ?", broken);
        }
    }

    @Test
    void bulkRetryShouldStopWhenItIsCancelled() {
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, error)
                select gen_random_uuid(), 'contact.updated', 'failed', ? || n, 1, '{"type":"contact.updated"}', now(), ?
                from generate_series(1, 1000) as n""", key + "-", "mark " + key);
        String job = "/api/events/retries/"
                + api.post(
                                "/api/events/retries",
                                "{\"filter\":{\"error\":\"mark %s\"},\"reason\":\"too soon\"}".formatted(key))
                        .id();
        Awaitility.await("it has begun")
                .atMost(PATIENCE)
                .until(() -> api.get(job).data().getInt("retried") > 0);

        Answer cancelled = api.delete(job);

        assertThat(cancelled.data().getString("status")).isEqualTo("cancelled");
        int retried = cancelled.data().getInt("retried");
        assertThat(retried).isBetween(1, 999);
        Awaitility.await("what was set free is processed").atMost(PATIENCE).until(() -> count("processed") == retried);
        assertThat(count("failed")).isEqualTo(1000 - retried);
        assertThat(api.delete(job).data()).as("once more").isEqualTo(cancelled.data());
        Problems.assertProblem(new Api(Tokens.valid("editor")).delete(job), 403, "forbidden");
    }

    private int count(String status) {
        return Database.rows(
                        "select 1 from event_processing where message_key like ? and status = ?", key + "%", status)
                .size();
    }

    @Test
    void finishedRetryShouldNotBeCancelled() {
        String job = "/api/events/retries/"
                + api.post(
                                "/api/events/retries",
                                "{\"filter\":{\"error\":\"none %s\"},\"reason\":\"x\"}".formatted(key))
                        .id();
        Awaitility.await("it is done")
                .atMost(PATIENCE)
                .until(() -> api.get(job).data().getString("status").equals("done"));

        Problems.assertProblem(api.delete(job), 409, "wrong-state");
        Problems.assertProblem(api.delete("/api/events/retries/" + UUID.randomUUID()), 404, "not-found");
    }

    @Test
    void onlyAnAdminShouldChangeEvents() {
        String failed = insert(key, "failed", 1, "stays");
        for (String role : List.of("editor", "viewer")) {
            Api other = new Api(Tokens.valid(role));
            String event = "/api/events/" + failed;

            assertThat(other.get(event).status()).isEqualTo(200);
            assertThat(other.get("/api/events?contactId=" + key).status()).isEqualTo(200);
            Problems.assertProblem(other.post(event + "/retries", "{}"), 403, "forbidden");
            Problems.assertProblem(other.post(event + "/discards", "{\"reason\":\"x\"}"), 403, "forbidden");
            Problems.assertProblem(
                    other.post("/api/events/retries", "{\"filter\":{},\"dryRun\":true}"), 403, "forbidden");
        }
        Problems.assertProblem(new Api(Tokens.valid("guest")).get("/api/events"), 403, "forbidden");
        assertThat(row(key)).containsEntry("status", "failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/retries | {} | 422",
                "/retries | {\"filter\":{}} | 422",
                "/retries | {\"filter\":{\"status\":\"processed\"},\"reason\":\"x\"} | 422",
                "/retries | {\"filter\":{\"colour\":\"blue\"},\"reason\":\"x\"} | 400",
                "/retries | {\"filter\":[],\"reason\":\"x\"} | 400",
                "/retries | {\"filter\":{},\"reason\":\"x\",\"dryRun\":\"yes\"} | 400",
                "/ID/discards | {} | 422",
                "/ID/discards | {\"reason\":7} | 400",
                "/ID/discards | {\"reason\":\"x\",\"more\":1} | 400",
                "/ID/retries | {\"more\":1} | 400",
                "/00000000-0000-0000-0000-000000000000/retries | {} | 404",
                "/nonsense/discards | {\"reason\":\"x\"} | 404"
            })
    void badRequestShouldChangeNothing(String path, String body, int status) {
        String failed = insert(key, "failed", 1, "stays");

        Answer answer = api.post("/api/events" + path.replace("ID", failed), body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(row(key)).containsEntry("status", "failed");
    }

    /** PostgreSQL plans by what it counted last: here when nothing was under way. */
    @Test
    void parkedContactsShouldNotBeComparedWithEachOther() {
        create(key);
        awaitStatus(key, "processed");
        Map<String, String> consumed = row(key);
        insertMany(key + "-done-", "processed", 10 * PARKED, consumed);
        Database.change("analyze event_processing");
        insertMany(key + "-parked-", "failed", PARKED, consumed);
        insertMany(key + "-parked-", "published", PARKED, consumed);
        long compared = comparisons();

        for (String left : List.of(key + "-left-", key + "-left-again-")) {
            insertMany(left, "published", 1, consumed);
            awaitStatus(left + 1, "processed");
        }

        assertThat(comparisons() - compared).isLessThan(100L * PARKED);
    }

    private static Map<String, String> headers(JsonObject event) {
        Map<String, String> headers = new TreeMap<>();
        JsonObject told = event.getJsonObject("headers");
        told.keySet().forEach(name -> headers.put(name, told.getString(name)));
        return headers;
    }

    private Answer list(String query) {
        return api.get("/api/events?contactId=" + key + "&" + query);
    }

    private static List<Integer> versions(Answer page) {
        return page.json()
                .getJsonArray("data")
                .getValuesAs(event -> event.asJsonObject().getInt("version"));
    }

    private static JsonObject onlyOne(Answer list) {
        assertThat(list.json().getJsonArray("data")).hasSize(1);
        return list.json().getJsonArray("data").getJsonObject(0);
    }

    private String create(String sourceId) {
        return api.post("/api/contacts", """
                {"firstName":"E","lastName":"Vents","email":"events@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(sourceId)).id();
    }

    /** So many contacts' events, as if the relay had sent all to that event's place. */
    private static void insertMany(String keys, String status, int count, Map<String, String> place) {
        Database.change("""
                insert into event_processing (id, event_type, status, message_key, contact_version, details, created_at,
                    published_at, kafka_partition, kafka_offset)
                select gen_random_uuid(), 'contact.updated', ?, ? || n, 1, '{"type":"contact.updated"}', now(), now(),
                    ?::integer, ?::bigint
                from generate_series(1, ?) n""", status, keys, place.get("kafka_partition"), place.get("kafka_offset"), count);
    }

    /** Entries that were read to know whether an earlier event of a contact is not done yet. */
    private static long comparisons() {
        return Long.parseLong(Database.rows("""
                select idx_tup_read as count from pg_stat_user_indexes
                where indexrelname = 'event_processing_undone_idx'""").get(0).get("count"));
    }

    private static String insert(String key, String status, int version, String error) {
        String id = UUID.randomUUID().toString();
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, error)
                values (?::uuid, 'contact.updated', ?, ?, ?, '{"type":"contact.updated"}', now(), ?)""", id, status, key, version, error);
        return id;
    }

    private static void awaitStatus(String key, String status) {
        Awaitility.await("the event is " + status)
                .atMost(PATIENCE)
                .until(() -> statuses(key).equals(List.of(status)));
    }

    private static List<String> statuses(String key) {
        return Database.rows("select status from event_processing where message_key = ? order by seq", key).stream()
                .map(row -> row.get("status"))
                .toList();
    }

    private static Map<String, String> row(String key) {
        return Database.rows("select * from event_processing where message_key = ?", key)
                .get(0);
    }
}
