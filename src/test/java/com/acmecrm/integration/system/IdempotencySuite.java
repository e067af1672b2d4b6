package com.acmecrm.integration.system;

import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code Idempotency-Key}: sent twice, done once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class IdempotencySuite {

    private static final int CALLERS = 16;
    private static final int EXPIRED = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REPLAYED = "Idempotency-Replayed";

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    private final String nobody = "nobody-" + UUID.randomUUID();
    private Api api;
    private String key;
    private String sourceId;

    @BeforeAll
    void logInAndLeaveSomethingToExpire() {
        api = Api.admin();
        Database.change("""
                insert into idempotency_keys (user_id, key, fingerprint, status, expires_at)
                select ?, n::text, '', 200, now() + case when n > ? then interval '1 hour' else interval '-1 second' end
                from generate_series(1, ?) n""", nobody, EXPIRED, EXPIRED + 1);
    }

    @AfterAll
    void endThreads() {
        threads.shutdownNow();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
        key = UUID.randomUUID().toString();
        sourceId = "idempotency-" + key;
    }

    @Test
    void sameAgainShouldGiveTheFirstAnswerByteForByte() {
        Answer first = create(key);
        Answer again = create(key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header(REPLAYED)).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header(REPLAYED)).hasValue("true");
        assertThat(again.body()).isEqualTo(first.body()).contains("Zoë", "1.50", "1E-30");
        for (String header : List.of("Location", "ETag", "Content-Type", "Content-Length")) {
            assertThat(again.header(header)).as(header).isPresent().isEqualTo(first.header(header));
        }
        assertThat(again.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
        assertThat(contacts()).isEqualTo(1);
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void quotesShouldNotBelongToTheKey() {
        Answer first = create("\"" + key + "\"");

        assertThat(create(key).header(REPLAYED)).hasValue("true");
        assertThat(create(key).id()).isEqualTo(first.id());
    }

    @Test
    void answerShouldBeTheFirstAlsoWhenTheContactHasChangedOrGone() {
        Answer first = create(key);
        String contact = "/api/contacts/" + first.id();
        api.patch(contact, "{\"title\":\"Dr.\",\"version\":1}");
        assertThat(create(key).body()).isEqualTo(first.body());
        api.delete(contact);

        Answer again = create(key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(api.get(contact).status()).isEqualTo(404);
    }

    @Test
    void otherBodyShouldBeRefused() {
        Answer first = create(key);

        Problems.assertProblem(create(key, body() + " "), 422, "idempotency-key-reused");
        Problems.assertProblem(create(key, body().replace("Zoë", "Zoe")), 422, "idempotency-key-reused");

        assertThat(create(key).body()).isEqualTo(first.body());
        assertThat(contacts()).isEqualTo(1);
    }

    @Test
    void keysOfOthersShouldBeOthers() {
        Api other = new Api(Tokens.of("77", "editor"));
        String mine = "{\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"a@example.com\"}";

        Answer first = create(key, mine);
        Answer theirs = other.post("/api/contacts", mine, "Idempotency-Key", key);

        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.header(REPLAYED)).isEmpty();
        assertThat(theirs.id()).isNotEqualTo(first.id());
    }

    @Test
    void withoutAKeyNothingShouldBeKept() {
        assertThat(api.post("/api/contacts", body()).status()).isEqualTo(201);

        Problems.assertProblem(api.post("/api/contacts", body()), 409, "duplicate-contact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "a b", "a\tb"})
    void badKeyShouldBeRefusedBeforeAnythingElse(String bad) {
        Problems.assertProblem(create(bad, "{\"status\":\"sleeping\"}"), 400, "invalid-request");
    }

    @Test
    void longestKeyShouldBeTakenAndALongerOrASecondOneRefused() {
        String longest = key + "~".repeat(255 - key.length());

        assertThat(create(longest).status()).isEqualTo(201);
        assertThat(create(longest).header(REPLAYED)).hasValue("true");
        Problems.assertProblem(create(longest + "~"), 400, "invalid-request");
        HttpRequest.Builder twice = api.request("/api/contacts")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("Idempotency-Key", key);
        Problems.assertProblem(
                api.send(twice.POST(HttpRequest.BodyPublishers.ofString(body()))), 400, "invalid-request");
    }

    @Test
    void keyOfARefusedRequestShouldBeFree() {
        String taken = create(key + "-taken").id();

        Problems.assertProblem(create(key, "{"), 400, "invalid-request");
        Problems.assertProblem(create(key, "{\"nonsense\":1}"), 400, "invalid-request");
        Problems.assertProblem(create(key, "{}"), 422, "invalid-fields");
        Answer duplicate = create(key);
        Problems.assertProblem(duplicate, 409, "duplicate-contact");
        assertThatJson(duplicate.body()).node("existingId").isEqualTo(taken);
        assertThat(kept(key)).isZero();
        api.delete("/api/contacts/" + taken);

        assertThat(create(key).status()).isEqualTo(201);
        assertThat(kept(key)).isEqualTo(1);
    }

    @Test
    void expiredKeyShouldBeFree() {
        Answer first = create(key);
        assertThat(Database.rows("""
                        select 1 from idempotency_keys
                        where key = ? and expires_at - now() between interval '23 h 59 min' and interval '24 h'""", key)).hasSize(1);
        Database.change("update idempotency_keys set expires_at = now() - interval '1 second' where key = ?", key);
        String other = body().replace(sourceId, sourceId + "-2");

        Answer second = create(key, other);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header(REPLAYED)).isEmpty();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(create(key, other).body()).isEqualTo(second.body());
    }

    @Test
    void sixteenAtOnceShouldCreateOneContact() {
        List<CompletableFuture<Answer>> calls = IntStream.range(0, CALLERS)
                .mapToObj(caller -> inBackground(() -> create(key)))
                .toList();

        List<Answer> answers = calls.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsOnly(201, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201)
                .filteredOn(answer -> answer.header(REPLAYED).isEmpty())
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201)
                .extracting(Answer::body)
                .containsOnly(create(key).body());
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(IdempotencySuite::assertInUse);
        assertThat(contacts()).isEqualTo(1);
        assertThat(events()).isEqualTo(1);
    }

    /** Another transaction that writes the same external id is the barrier: the first call waits for it. */
    @Test
    void callWhileTheFirstIsBeingCarriedOutShouldBeToldToComeBack() throws SQLException {
        CompletableFuture<Answer> first;
        try (Connection barrier = Database.connect()) {
            barrier.setAutoCommit(false);
            Database.prepare(barrier, """
                            insert into internal_contacts
                            select gen_random_uuid(), 'A', 'B', 'a@example.com', '', '', '', '{}', '', 'active', '[]', '{}',
                                'erp', ?, now(), now(), 1""", sourceId).execute();
            first = inBackground(() -> create(key));
            Awaitility.await("the first call waits")
                    .atMost(PATIENCE)
                    .until(() -> !Database.rows("""
                                    select 1 from pg_stat_activity
                                    where wait_event_type = 'Lock' and query ilike 'insert into internal_contacts%'""").isEmpty());

            assertInUse(create(key));
            assertInUse(create(key, "{\"firstName\":\"other\"}"));
            barrier.rollback();
        }

        assertThat(first.join().status()).isEqualTo(201);
        assertThat(create(key).header(REPLAYED)).hasValue("true");
    }

    /** PostgreSQL is kept from finishing the commit, and finishes it when the service has given up. */
    @Test
    void retryShouldFindOutWhatBecameOfACommitWhoseAnswerWasLost() throws SQLException {
        Database.change("""
                create function hold_commit() returns trigger language plpgsql as $$
                begin perform pg_advisory_xact_lock(4711); return null; end $$""");
        Database.change("""
                create constraint trigger hold_commit after insert on internal_contacts deferrable initially deferred
                for each row when (new.source_id = '%s') execute function hold_commit()""".formatted(sourceId));
        try {
            try (Connection holder = Database.connect()) {
                Database.prepare(holder, "select pg_advisory_lock(4711)").execute();

                Answer lost = create(key);

                Problems.assertProblem(lost, 503, "service-unavailable");
                assertThat(lost.json().getString("outcome")).isEqualTo("unknown");
                assertThat(lost.json().getString("detail")).contains("unknown", "Idempotency-Key");
                assertInUse(create(key));
            }
            Answer[] answer = new Answer[1];
            Awaitility.await("the first call has ended").atMost(PATIENCE).until(() -> {
                answer[0] = create(key);
                return answer[0].status() != 409;
            });
            assertThat(answer[0].status()).isEqualTo(201);
            assertThat(answer[0].header(REPLAYED)).hasValue("true");
            assertThat(api.get("/api/contacts/" + answer[0].id()).status()).isEqualTo(200);
            assertThat(contacts()).isEqualTo(1);
            assertThat(events()).isEqualTo(1);
        } finally {
            Database.change("drop trigger hold_commit on internal_contacts");
            Database.change("drop function hold_commit()");
        }
    }

    /** Last, so that the others are done while it is waited for. */
    @Test
    @Order(Integer.MAX_VALUE)
    void expiredKeysShouldBeDeletedInBatches() {
        Awaitility.await("retention has deleted them")
                .atMost(PATIENCE)
                .until(() -> Database.rows("select 1 from idempotency_keys where user_id = ?", nobody)
                                .size()
                        == 1);

        assertThat(Meters.now().value("acmecrm_idempotency_deleted_total")).isGreaterThanOrEqualTo(EXPIRED);
    }

    @Test
    void batchShouldBeCarriedOutOnce() {
        String batch = "{\"operations\":[{\"op\":\"create\",\"contact\":%s}]}".formatted(body());

        Answer first = post("/api/contacts/batch", batch);
        Answer again = post("/api/contacts/batch", batch);

        assertThat(first.status()).isEqualTo(207);
        assertReplayed(again, first);
        assertThat(contacts()).isEqualTo(1);
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void refusedAtomicBatchShouldLeaveTheKeyFree() {
        String batch =
                "{\"atomic\":true,\"operations\":[{\"op\":\"create\",\"contact\":%s},{\"op\":\"delete\",\"id\":\"%s\"}]}"
                        .formatted(body(), UUID.randomUUID());

        Answer refused = post("/api/contacts/batch", batch);

        assertThatJson(refused.body()).inPath("data[*].status").isEqualTo("[424,404]");
        assertThat(kept(key)).isZero();
        assertThat(create(key).status()).isEqualTo(201);
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void repairShouldBeCarriedOutOnce() {
        String contact = "/api/contacts/" + api.post("/api/contacts", body()).id();
        AcmeCrm.set("erp:" + sourceId, "acme_title", "\"Dr.\"");
        String repair = "{\"from\":\"acmecrm\",\"version\":1}";

        Answer first = post(contact + "/repairs", repair);
        Answer again = post(contact + "/repairs", repair);

        assertThat(first.status()).isEqualTo(200);
        assertReplayed(again, first);
        assertThat(events()).isEqualTo(2);
    }

    private static void assertReplayed(Answer again, Answer first) {
        assertThat(again.header(REPLAYED)).hasValue("true");
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
    }

    private Answer post(String path, String body) {
        return api.post(path, body, "Idempotency-Key", key);
    }

    private Answer create(String key) {
        return create(key, body());
    }

    private Answer create(String key, String body) {
        return api.post("/api/contacts", body, "Idempotency-Key", key);
    }

    private String body() {
        return """
                {"firstName":"Zoë","lastName":"Ňovák 🎈","email":"zoe@example.com","notes":"a\\n\\u0001b/\\"",
                 "customFields":{"n":1.50,"tiny":1e-30,"big":12345678901234567890.123},"source":"erp","sourceId":"%s"}""".formatted(sourceId);
    }

    private CompletableFuture<Answer> inBackground(Supplier<Answer> call) {
        return CompletableFuture.supplyAsync(call, threads);
    }

    private int contacts() {
        return Database.rows("select 1 from internal_contacts where source_id = ?", sourceId)
                .size();
    }

    private int events() {
        return Database.rows("select 1 from event_processing where message_key = ?", "erp:" + sourceId)
                .size();
    }

    private static int kept(String key) {
        return Database.rows("select 1 from idempotency_keys where key = ?", key)
                .size();
    }

    private static void assertInUse(Answer answer) {
        Problems.assertProblem(answer, 409, "idempotency-key-in-use");
        assertThat(answer.header("Retry-After")).hasValue("1");
    }
}
