package com.acmecrm.integration.system;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who did what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuditSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OLD = "probe/" + UUID.randomUUID();

    private Api api;
    private String key;

    @BeforeAll
    void logIn() {
        insertEntry("probe.old", OLD, "400 days"); // early: its deletion takes ten seconds
        insertEntry("probe.kept", OLD, "300 days");
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
        key = "audit-" + UUID.randomUUID();
    }

    @Test
    void contactChangesShouldAppearOnceEachWithWhoAndWhence() {
        changeThrice();
        List<JsonObject> entries = awaitEntries("target=contact/" + key, 3);

        assertThat(entries)
                .extracting(entry -> entry.getString("action") + " " + entry.getString("requestId"))
                .containsExactly(
                        "contact.deleted " + key + "-3",
                        "contact.updated " + key + "-2",
                        "contact.created " + key + "-1");
        String event = Database.rows(
                        "select id from event_processing where message_key = ? and contact_version = 2", key)
                .get(0)
                .get("id");
        assertThatJson(entries.get(1).toString()).isEqualTo("""
                {"id":"${json-unit.any-string}","at":"${json-unit.any-string}","action":"contact.updated","userId":"1",
                 "address":"127.0.0.1","requestId":"%s-2","target":"contact/%s",
                 "details":{"version":2,"changedFields":["acme_notes","acme_updated_at"],"eventId":"%s"}}""".formatted(key, key, event));
    }

    @Test
    void eventThatIsHandledAgainShouldNotBeCopiedAgain() {
        changeThrice();
        awaitProcessed(3);
        List<Map<String, String>> before = rows("contact/" + key);

        Database.change(
                "update event_processing set status = 'published', processed_at = null where message_key = ?", key);
        awaitProcessed(3);

        assertThat(rows("contact/" + key)).hasSize(3).isEqualTo(before);
    }

    /** As it is while somebody builds an index. */
    @Test
    void lockedTrailShouldDelayEventsAndFailNone() throws SQLException {
        double failures = loopFailures("consumer");
        try (Connection connection = Database.connect();
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("lock table audit_log in share mode");
            changeThrice();
            Awaitility.await("the consumer has tried")
                    .atMost(PATIENCE)
                    .until(() -> loopFailures("consumer") > failures);
            connection.rollback();
        }

        awaitProcessed(3);
        assertThat(Database.rows(
                        "select 1 from event_processing where message_key = ? and processing_attempts > 0", key))
                .isEmpty();
        assertThat(rows("contact/" + key)).hasSize(3);
    }

    @Test
    void eventShouldNotBeDeletedBeforeItIsCopied() {
        String[] statuses = {"discarded", "published", "processed"};
        double failures = loopFailures("retention");
        Database.change(
                "alter table audit_log add constraint refused check (target <> 'contact/%s-discarded') not valid"
                        .formatted(key));
        try {
            for (String status : statuses) {
                insertOld(key + "-" + status, status);
            }
            Awaitility.await("retention cannot copy")
                    .atMost(PATIENCE)
                    .until(() -> loopFailures("retention") > failures);
            Awaitility.await("only what cannot be copied is left")
                    .atMost(PATIENCE)
                    .until(() -> Database.rows("select 1 from event_processing where message_key like ?", key + "%")
                                    .size()
                            == 1);
        } finally {
            Database.change("alter table audit_log drop constraint refused");
        }

        Awaitility.await("retention has deleted them")
                .atMost(PATIENCE)
                .until(() -> Database.rows("select 1 from event_processing where message_key like ?", key + "%")
                        .isEmpty());
        for (String status : statuses) {
            assertThat(rows("contact/" + key + "-" + status))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry)
                            .containsEntry("user_id", "7")
                            .containsEntry("address", "203.0.113.9")
                            .containsEntry("request_id", key));
        }
    }

    @Test
    void entryShouldBeDeletedWhenItIsOlderThanItIsKept() {
        Awaitility.await("what is old is gone")
                .atMost(PATIENCE)
                .until(() -> rows(OLD).size() == 1);
        assertThat(rows(OLD).get(0)).containsEntry("action", "probe.kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set user_id = '2' where target = 'KEY'",
                "delete from audit_log where target = 'KEY'",
                "truncate audit_log",
                "set acmecrm.audit_expiring = 'on'; delete from audit_log where target = 'KEY' and action = 'probe.recent'"
            })
    void trailShouldRefuseToBeChanged(String sql) throws SQLException {
        insertEntry("probe.recent", key, "29 days");
        insertEntry("probe.older", key, "300 days");

        try (Connection connection = Database.connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql.replace("KEY", key)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("audit_log is append-only")
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("42501");
        }
        assertThat(rows(key)).hasSize(2);
    }

    @Test
    void retentionShouldNotReachTheLastMonth() {
        insertEntry("probe.recent", key, "29 days");

        Database.rows("select audit_log_expire(now() + interval '1 day', 10)");

        assertThat(rows(key)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"retries, event.retried", "discards, event.discarded"})
    void mendedEventShouldAppearWithWhoAndWhy(String move, String action) {
        String event = insertFailed();

        Answer answer = api.post("/api/events/" + event + "/" + move, "{\"reason\":\"told by telephone\"}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertEntry(answer, action, "event/" + event, "{\"reason\":\"told by telephone\"}");
        api.post("/api/events/" + event + "/" + move, "{\"reason\":\"refused, because it has not failed\"}");
        assertThat(rows("event/" + event)).as("what was refused").hasSize(1);
        Awaitility.await("the event is done with")
                .atMost(PATIENCE)
                .until(() -> !Database.rows(
                                "select 1 from event_processing where message_key = ? and status in ('processed', 'discarded')",
                                key)
                        .isEmpty());
    }

    @Test
    void retryByFilterShouldAppearWithItsFilterAndReason() {
        Answer begun = api.post(
                "/api/events/retries", "{\"filter\":{\"error\":\"%s\"},\"reason\":\"open again\"}".formatted(key));

        assertEntry(
                begun,
                "retry.begun",
                "retry/" + begun.id(),
                "{\"filter\":\"{\\\"error\\\":\\\"%s\\\"}\",\"reason\":\"open again\"}".formatted(key));
        api.post("/api/events/retries", "{\"filter\":{\"error\":\"%s\"},\"dryRun\":true}".formatted(key));
        assertThat(Database.rows("select 1 from audit_log where details::text like ?", "%" + key + "%"))
                .as("a dry run does nothing")
                .hasSize(1);
    }

    @Test
    void cancelledRetryShouldAppearOnce() {
        String job = UUID.randomUUID().toString();
        Database.change("""
                insert into event_retry_jobs
                    (id, filter, reason, user_id, username, matched, up_to_seq, next_at)
                values (?::uuid, '{}', 'x', '1', 'a', 0, 0, now() + interval '1 day')""", job);

        Answer cancelled = api.delete("/api/events/retries/" + job);
        api.delete("/api/events/retries/" + job);

        assertEntry(cancelled, "retry.cancelled", "retry/" + job, "{}");
    }

    @Test
    void listShouldGiveEachEntryOnceNewestFirst() {
        Database.change("""
                insert into audit_log (at, action, target, details)
                select '2026-01-02T03:04:05Z'::timestamptz + n / 3 * interval '1 microsecond', 'probe.made', ?, '{}'
                from generate_series(1, 25) as n""", "probe/" + key);
        String path = "/api/audit?limit=10&target=probe/" + key;
        List<JsonObject> entries = new ArrayList<>();
        Answer page = api.get(path);
        entries.addAll(data(page));
        while (!page.json().getJsonObject("meta").isNull("nextCursor")) {
            assertThat(page.header("Link").orElseThrow()).contains("rel=\"next\"");
            page = api.get(path + "&cursor=" + page.json().getJsonObject("meta").getString("nextCursor"));
            entries.addAll(data(page));
        }

        assertThat(entries)
                .extracting(entry -> Long.valueOf(entry.getString("id")))
                .hasSize(25)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThatJson(entries.get(0).toString()).isEqualTo("""
                {"id":"${json-unit.any-string}","at":"2026-01-02T03:04:05.000Z","action":"probe.made","userId":null,
                 "address":null,"requestId":null,"target":"probe/%s","details":{}}""".formatted(key));
    }

    @ParameterizedTest
    @CsvSource({
        "action=one, one.made one.undone",
        "action=one., one.made one.undone",
        "action=one.made, one.made",
        "action=on, ''",
        "userId=11, one.made",
        "userId=1, ''",
        "address=2001:db8::1, one-more.made",
        "requestId=KEY, one.undone",
        "since=2026-02-02T00:00:00Z, one.made one.undone",
        "until=2026-02-02T00:00:00Z, one-more.made",
        "since=2026-02-02T00:00:00Z&until=2026-02-02T00:00:00Z, ''",
        "since=2026-02-01T01:00:00%2B01:00&action=one-more.made, one-more.made"
    })
    void filtersShouldBeMetAllTogether(String query, String actions) {
        String insert = """
                insert into audit_log (at, action, user_id, address, request_id, target, details)
                values (?::timestamptz, ?, ?, ?, ?, ?, '{}')""";
        String target = "probe/" + key;
        Database.change(insert, "2026-02-01T00:00:00Z", "one-more.made", null, "2001:db8::1", null, target);
        Database.change(insert, "2026-02-02T00:00:00Z", "one.undone", "12", "192.0.2.1", key, target);
        Database.change(insert, "2026-02-03T00:00:00Z", "one.made", "11", "192.0.2.2", null, target);

        Answer list = api.get("/api/audit?target=" + target + "&" + query.replace("KEY", key));

        assertThat(list.status()).as(list.toString()).isEqualTo(200);
        assertThat(data(list).stream().map(entry -> entry.getString("action")).toList())
                .containsExactlyElementsOf(actions.isEmpty() ? List.of() : List.of(actions.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action=Login",
                "action=login%25",
                "action=",
                "userId=admin",
                "userId=0",
                "target=user",
                "address=localhost",
                "requestId=a%20b",
                "since=yesterday",
                "until=2026-13-01T00:00:00Z",
                "until=%2B999999999-01-01T00:00:00Z",
                "colour=blue",
                "action=login&action=login",
                "limit=0",
                "limit=201",
                "limit=many",
                "cursor=abc",
                "target=user/%00"
            })
    void badParameterShouldBeRefused(String query) {
        Problems.assertProblem(api.get("/api/audit?" + query), 400, "invalid-request");
    }

    @Test
    void cursorShouldBelongToItsListAndFilter() {
        insertEntry("probe.made", "probe/" + key, "2 days");
        insertEntry("probe.made", "probe/" + key, "1 day");
        String path = "/api/audit?limit=1&target=probe/" + key;
        String cursor = api.get(path).json().getJsonObject("meta").getString("nextCursor");

        assertThat(data(api.get(path + "&cursor=" + cursor))).hasSize(1);
        Problems.assertProblem(api.get(path + "&action=probe&cursor=" + cursor), 400, "invalid-request");
        Problems.assertProblem(api.get("/api/events?limit=1&cursor=" + cursor), 400, "invalid-request");
    }

    @Test
    void onlyAnAdminShouldReadIt() {
        for (String role : List.of("editor", "viewer", "guest")) {
            Problems.assertProblem(new Api(Tokens.valid(role)).get("/api/audit"), 403, "forbidden");
        }
        Problems.assertProblem(Api.anonymous().get("/api/audit"), 401, "unauthorized");
        Problems.assertProblem(api.post("/api/audit", "{}"), 405, "method-not-allowed");
        Problems.assertProblem(api.delete("/api/audit"), 405, "method-not-allowed");
    }

    @Test
    void trailShouldHoldNoContactDataNoPasswordAndNoToken() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        Api.anonymous().login(Environment.ADMIN, "wrong-" + mark);
        String token = Api.anonymous()
                .login(Environment.ADMIN, Environment.ADMIN_PASSWORD)
                .data()
                .getString("token");
        Api signedIn = new Api(token);
        String contact = "/api/contacts/"
                + signedIn.post("/api/contacts", """
                {"firstName":"F%1$s","lastName":"L%1$s","email":"e%1$s@example.org","phone":"+1 %1$s","company":"C%1$s",
                 "notes":"N%1$s","tags":["T%1$s"],"customFields":{"K%1$s":"V%1$s"},"address":{"city":"A%1$s"},
                 "source":"acmecrm","sourceId":"%2$s"}""".formatted(mark, key)).id();
        signedIn.patch(contact, """
                {"email":"f%1$s@example.org","phone":"+2 %1$s","customFields":{"O%1$s":"V%1$s"},"version":1}""".formatted(mark));
        signedIn.delete(contact);
        awaitEntries("target=contact/" + key, 3);

        signedIn.post("/api/auth/logout", "");

        assertThat(Database.rows("select a::text from audit_log a where a::text like ?", "%" + mark + "%"))
                .isEmpty();
        assertThat(Database.rows("select a::text from audit_log a where a::text ~ ?", "eyJ[A-Za-z0-9_-]{20,}"))
                .isEmpty();
        assertThat(Database.rows(
                        "select a::text from audit_log a where position(? in a::text) > 0",
                        token.substring(token.lastIndexOf('.') + 1)))
                .isEmpty();
        assertThat(Database.rows(
                        "select a::text from audit_log a where position(? in a::text) > 0", Environment.ADMIN_PASSWORD))
                .isEmpty();
    }

    private void changeThrice() {
        String contact =
                "/api/contacts/" + send(1, "", "POST", """
                        {"firstName":"Au","lastName":"Dit","email":"audit@example.com","source":"acmecrm",
                         "sourceId":"%s"}""".formatted(key)).id();
        send(2, contact, "PATCH", "{\"notes\":\"changed\",\"version\":1}");
        send(3, contact, "DELETE", "");
    }

    private Answer send(int number, String contact, String method, String body) {
        Answer answer = api.send(api.request(contact.isEmpty() ? "/api/contacts" : contact)
                .header("X-Request-Id", key + "-" + number)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 201);
        return answer;
    }

    private void assertEntry(Answer answer, String action, String target, String details) {
        List<JsonObject> entries = data(api.get("/api/audit?target=" + target));
        assertThat(entries).hasSize(1);
        assertThatJson(entries.get(0).toString())
                .isEqualTo("""
                {"id":"${json-unit.any-string}","at":"${json-unit.any-string}","action":"%s","userId":"1",
                 "address":"127.0.0.1","requestId":"%s","target":"%s","details":%s}""".formatted(action, answer.header("X-Request-Id").orElseThrow(), target, details));
    }

    private List<JsonObject> awaitEntries(String query, int count) {
        Awaitility.await(count + " entries of " + query)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> data(api.get("/api/audit?" + query)).size() == count);
        return data(api.get("/api/audit?" + query));
    }

    private void awaitProcessed(int count) {
        Awaitility.await(count + " events are processed")
                .atMost(PATIENCE)
                .until(() -> Database.rows(
                                        "select 1 from event_processing where message_key = ? and status = 'processed'",
                                        key)
                                .size()
                        == count);
    }

    private static List<JsonObject> data(Answer list) {
        return list.json().getJsonArray("data").getValuesAs(JsonObject.class);
    }

    private static List<Map<String, String>> rows(String target) {
        return Database.rows("select * from audit_log where target = ? order by id", target);
    }

    private static double loopFailures(String loop) {
        return Meters.now().value("acmecrm_loop_failures_total{loop=\"%s\"}".formatted(loop));
    }

    private String insertFailed() {
        String id = UUID.randomUUID().toString();
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, error)
                values (?::uuid, 'contact.updated', 'failed', ?, 1, '{"type":"contact.updated"}', now(), 'x')""", id, key);
        return id;
    }

    private void insertOld(String contact, String status) {
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, changed_at,
                     actor, address, request_id)
                values (gen_random_uuid(), 'contact.updated', ?, ?, 1, '{}', now() - interval '50 days',
                    now() - interval '40 days', '7', '203.0.113.9', ?)""", status, contact, key);
    }

    private static void insertEntry(String action, String target, String age) {
        Database.change("""
                insert into audit_log (at, action, target, details)
                values (now() - ?::interval, ?, ?, '{}')""", age, action, target);
    }
}
