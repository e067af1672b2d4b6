package com.acmecrm.integration.system;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code PUT /api/contacts/by-source/{source}/{sourceId}}: alone, with conditions, and at the same time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UpsertSuite {

    private static final int WRITERS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ADA = """
            {"firstName":"Ada","lastName":"Lovelace","email":"ada@example.com"}""";
    private static final String RICH = """
            {"firstName":"Ada","lastName":"Lovelace","email":"ada@example.com","phone":"1","company":"Acme","title":"Dr.",
             "address":{"street":"1 Main St","city":"London"},"notes":"n","status":"archived","tags":["a","b","a"],
             "customFields":{"n":1.50,"deep":{"x":[1]}}}""";

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private Api api;
    private String sourceId;
    private String path;

    /** A server that has just started compiles while it answers; callers of one contact would wait for their turn too long. */
    @BeforeAll
    void logInAndWarmUp() {
        api = Api.admin();
        for (int call = 0; call < 20; call++) {
            Answer answer = api.put("/api/contacts/by-source/erp/warm-up-" + UUID.randomUUID(), RICH);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            assertThat(api.delete("/api/contacts/" + answer.id()).status()).isEqualTo(200);
        }
    }

    @AfterAll
    void endThreads() {
        threads.shutdownNow();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
        sourceId = "Upsert.1@=+~_-" + UUID.randomUUID();
        path = "/api/contacts/by-source/erp/" + sourceId;
    }

    @Test
    void unknownContactShouldBeCreated() {
        Answer answer = api.put(path, RICH);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.header("Location").orElseThrow()).endsWith("/api/contacts/" + answer.id());
        assertThat(answer.header("ETag")).hasValue("\"1\"");
        assertThatJson(answer.body()).node("data").isEqualTo("""
                {"id":"${json-unit.any-string}","firstName":"Ada","lastName":"Lovelace","email":"ada@example.com",
                 "phone":"1","company":"Acme","title":"Dr.","address":{"street":"1 Main St","city":"London"},"notes":"n",
                 "status":"archived","tags":["a","b"],"customFields":{"n":1.50,"deep":{"x":[1]}},"source":"erp",
                 "sourceId":"%s","createdAt":"${json-unit.any-string}","updatedAt":"${json-unit.any-string}",
                 "version":1}""".formatted(sourceId));
        assertThatJson(api.get("/api/contacts/" + answer.id()).body()).isEqualTo(answer.body());
        assertThat(events()).containsExactly("contact.created 1");
        assertThat(Twins.missing()).isEmpty();
    }

    @Test
    void knownContactShouldBeReplacedAsAWhole() {
        String id = api.put(path, RICH).id();

        Answer answer = api.put(path, """
                {"firstName":"Grace","lastName":"Hopper","email":"grace@example.com","address":{"city":"New York"},
                 "customFields":{"b":2},"phone":null}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("ETag")).hasValue("\"2\"");
        assertThatJson(answer.body()).node("data").isEqualTo("""
                {"id":"%s","firstName":"Grace","lastName":"Hopper","email":"grace@example.com","phone":"","company":"",
                 "title":"","address":{"city":"New York"},"notes":"","status":"active","tags":[],"customFields":{"b":2},
                 "source":"erp","sourceId":"%s","createdAt":"${json-unit.any-string}",
                 "updatedAt":"${json-unit.any-string}","version":2}""".formatted(id, sourceId));
        assertThat(events()).containsExactly("contact.created 1", "contact.updated 2");
        String acme = Database.rows("select data from acme_contacts where id = ?", "erp:" + sourceId)
                .get(0)
                .get("data");
        assertThatJson(acme).node("acme_title").isEqualTo("\"\"");
        assertThatJson(acme).node("acme_custom_fields").isEqualTo("{\"b\":2}");
    }

    @Test
    void sameAgainShouldKeepTheVersionAndTellNobody() {
        Answer created = api.put(path, RICH);

        Answer again = api.put(path, RICH);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("ETag")).hasValue("\"1\"");
        assertThatJson(again.body()).isEqualTo(created.body());
        assertThat(events()).containsExactly("contact.created 1");
    }

    @Test
    void contactOfAcmeCrmShouldBeFoundByItsOwnId() {
        String acme = "/api/contacts/by-source/acmecrm/" + sourceId;
        String id = api.post("/api/contacts", """
                {"firstName":"Ada","lastName":"L","email":"a@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(sourceId)).id();

        assertThat(api.put(acme, ADA).id()).isEqualTo(id);
        assertThat(api.put(acme.replace("@", "%40").replace("~", "%7E").replace("+", "%2B"), ADA)
                        .header("ETag"))
                .hasValue("\"2\"");
    }

    @Test
    void contactThatWasReadShouldBeTakenAsItIs() {
        String read = api.put(path, RICH).data().toString();

        Answer same = api.put(path, read);
        Answer other = api.put(path, read.replace("\"London\"", "\"Paris\""));
        Answer stale = api.put(path, read.replace("\"London\"", "\"Rome\""));

        assertThat(same.header("ETag")).hasValue("\"1\"");
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.header("ETag")).hasValue("\"2\"");
        Problems.assertProblem(stale, 409, "stale-version");
        assertThatJson(stale.body()).node("currentVersion").isEqualTo(2);
        assertThatJson(stale.body())
                .node("current")
                .isEqualTo("{\"address\":{\"street\":\"1 Main St\",\"city\":\"Paris\"}}");
    }

    @Test
    void everyFaultOfANewContactShouldBeNamed() {
        Answer refused = api.put("/api/contacts/by-source/ERP/" + "x".repeat(201), """
                {"firstName":null,"email":"nonsense","id":"x","createdAt":"x","updatedAt":"x","version":1,
                 "sourceId":"other","source":"ERP"}""");

        Problems.assertProblem(refused, 422, "invalid-fields");
        assertThat(pointers(refused))
                .containsExactly(
                        "/createdAt",
                        "/email",
                        "/firstName",
                        "/id",
                        "/lastName",
                        "/source",
                        "/sourceId",
                        "/sourceId",
                        "/updatedAt",
                        "/version");
    }

    @Test
    void identityInTheBodyShouldBeThatOfTheAddress() {
        String same = ADA.replace("}", ",\"source\":\"erp\",\"sourceId\":\"%s\"}".formatted(sourceId));
        String other = ADA.replace("}", ",\"source\":\"crm\",\"sourceId\":null}");

        assertThat(pointers(api.put(path, other))).containsExactly("/source", "/sourceId");
        assertThat(api.put(path, same).status()).isEqualTo(201);
        assertThat(api.put(path, same).status()).isEqualTo(200);
        assertThat(pointers(api.put(path, other))).containsExactly("/source", "/sourceId");
        assertThat(pointers(api.put(path, ADA.replace("}", ",\"id\":\"x\",\"createdAt\":null}"))))
                .containsExactly("/createdAt", "/id");
        assertThat(events()).containsExactly("contact.created 1");
    }

    @Test
    void whatIsRequiredShouldBeRequiredOfAReplacementToo() {
        api.put(path, RICH);

        Answer refused = api.put(path, "{\"notes\":\"x\"}");

        Problems.assertProblem(refused, 422, "invalid-fields");
        assertThat(pointers(refused)).contains("/email", "/firstName", "/lastName");
        assertThat(api.put(path, RICH).header("ETag")).hasValue("\"1\"");
    }

    @Test
    void unreadableBodyShouldBeRefusedFirst() {
        Problems.assertProblem(api.put(path, "{\"nonsense\":1}", "If-Match", "\"9\""), 400, "invalid-request");
        Problems.assertProblem(api.put(path, "[]"), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"1\"", "nonsense"})
    void versionOfAContactThatIsNotThereShouldFail(String version) {
        Problems.assertProblem(api.put(path, "{}", "If-Match", version), 412, "precondition-failed");

        assertThat(events()).isEmpty();
    }

    @Test
    void staleVersionShouldFailBeforeInvalidFields() {
        api.put(path, RICH);

        Answer stale = api.put(
                path,
                "{\"firstName\":\"Ada\",\"customFields\":{\"m\":1},\"status\":\"archived\",\"version\":7}",
                "If-Match",
                "\"2\"");
        Answer body = api.put(path, "{\"version\":7}", "If-Match", "\"1\"");

        Problems.assertProblem(stale, 412, "precondition-failed");
        assertThatJson(stale.body()).node("currentVersion").isEqualTo(1);
        assertThatJson(stale.body()).node("current").isEqualTo("""
                {"lastName":"Lovelace","email":"ada@example.com","phone":"1","company":"Acme","title":"Dr.",
                 "address":{"street":"1 Main St","city":"London"},"notes":"n","tags":["a","b"],
                 "customFields":{"n":1.50,"deep":{"x":[1]}}}""");
        Problems.assertProblem(body, 409, "stale-version");
    }

    @Test
    void rightVersionShouldBeReplaced() {
        api.put(path, RICH);

        assertThat(api.put(path, ADA, "If-Match", "\"1\"").header("ETag")).hasValue("\"2\"");
        assertThat(api.put(path, RICH, "If-Match", "*").header("ETag")).hasValue("\"3\"");
        assertThat(api.put(path, ADA, "If-None-Match", "\"2\"").header("ETag")).hasValue("\"4\"");
    }

    @Test
    void contactThatMustNotBeThereShouldOnlyBeCreated() {
        Answer created = api.put(path, RICH, "If-None-Match", "*");
        Answer refused = api.put(path, ADA, "If-None-Match", "*");

        assertThat(created.status()).isEqualTo(201);
        Problems.assertProblem(refused, 412, "precondition-failed");
        assertThat(refused.json().getString("detail")).contains("exists");
        assertThatJson(refused.body()).node("currentVersion").isEqualTo(1);
        assertThatJson(refused.body()).node("current.company").isEqualTo("Acme");
        assertThat(events()).containsExactly("contact.created 1");
    }

    @Test
    void addressShouldKnowNoOtherMethod() {
        Answer answer = api.post(path, ADA);

        Problems.assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow").orElseThrow()).contains("GET", "PUT", "PATCH", "DELETE");
        Problems.assertProblem(api.get("/api/contacts/by-source"), 404, "not-found");
    }

    /** With conditions: {@link ConditionalSuite}. */
    @Test
    void contactShouldBeReadChangedAndDeletedAtItsAddress() {
        Problems.assertProblem(api.get(path), 404, "not-found");
        Problems.assertProblem(api.patch(path, "{\"title\":\"Dr.\"}", "If-Match", "*"), 404, "not-found");
        Answer created = api.put(path, RICH);

        Answer read = api.get(path);
        Answer head = api.send(api.request(path).method("HEAD", BodyPublishers.noBody()));
        Answer patched = api.patch(path, "{\"title\":null,\"version\":1}");
        Answer deleted = api.delete(path.replace("@", "%40").replace("=", "%3D"));

        assertThatJson(read.body()).isEqualTo(created.body());
        assertThat(head.header("ETag")).hasValue("\"1\"");
        assertThat(head.body()).isEmpty();
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.header("ETag")).hasValue("\"2\"");
        assertThatJson(patched.body()).node("data.title").isEqualTo("\"\"");
        assertThatJson(patched.body()).node("data.company").isEqualTo("Acme");
        assertThatJson(deleted.body())
                .isEqualTo("{\"message\":\"Contact deleted successfully\",\"id\":\"%s\"}".formatted(created.id()));
        Problems.assertProblem(api.delete(path), 404, "not-found");
        assertThat(events()).containsExactly("contact.created 1", "contact.updated 2", "contact.deleted 3");
        assertThat(Twins.missing()).isEmpty();
    }

    @Test
    void methodsShouldBeLimitedEachByItself() {
        api.put(path, RICH);

        for (String method : List.of("GET", "PATCH", "DELETE")) {
            Answer answer = api.send(api.request(path)
                    .header("Content-Type", "application/json")
                    .method(method, method.equals("PATCH") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody()));
            assertThat(answer.header("RateLimit").orElseThrow()).as(method).contains("r=29");
        }
        assertThat(Redis.keys("rate:limit:*by-source*"))
                .extracting(key -> key.replaceAll(":[^:]*$", ""))
                .contains(
                        "rate:limit:GET:/api/contacts/by-source/{source}/{sourceId}",
                        "rate:limit:PATCH:/api/contacts/by-source/{source}/{sourceId}",
                        "rate:limit:DELETE:/api/contacts/by-source/{source}/{sourceId}",
                        "rate:limit:PUT:/api/contacts/by-source/{source}/{sourceId}");
    }

    @Test
    void oneOfSixteenShouldCreateAndTheOthersReplace() {
        List<Answer> answers = atOnce(writer -> api.put(path, ADA.replace("Ada", "Ada " + writer)));

        assertThat(answers).as(answers.toString()).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).extracting(Answer::id).containsOnly(answers.get(0).id());
        assertThat(answers)
                .extracting(answer -> answer.data().getInt("version"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, WRITERS).boxed().toList());
        assertThat(events())
                .startsWith("contact.created 1", "contact.updated 2")
                .hasSize(WRITERS)
                .doesNotHaveDuplicates();
        assertThat(Twins.missing()).isEmpty();
    }

    @Test
    void oneOfSixteenWhoMustNotFindItShouldCreateIt() {
        List<Answer> answers = atOnce(writer -> api.put(path, ADA, "If-None-Match", "*"));

        assertThat(answers).as(answers.toString()).extracting(Answer::status).containsOnly(201, 412);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(events()).containsExactly("contact.created 1");
    }

    @Test
    void creationsInOneTransactionEachShouldNotWaitForOtherIds() {
        List<Answer> answers = atOnce(writer -> api.put(path + writer, ADA));

        assertThat(answers).as(answers.toString()).extracting(Answer::status).containsOnly(201);
    }

    /** Everyone removes what it has just written, or what another has made of it. */
    @Test
    void deletionsAmongUpsertsShouldLeaveAContactWholeOrGone() {
        List<PutAndRemoved> answers = atOnce(this::putAndRemove);

        long created = count(answers, answer -> answer.put().status() == 201);
        long deleted = count(answers, answer -> answer.removed().status() == 200);
        assertThat(answers).extracting(answer -> answer.removed().status()).isSubsetOf(200, 404);
        assertThat(events())
                .filteredOn(event -> event.startsWith("contact.created"))
                .hasSize((int) created);
        assertThat(events())
                .filteredOn(event -> event.startsWith("contact.deleted"))
                .hasSize((int) deleted);
        assertThat(created)
                .as("each that was created has been deleted")
                .isEqualTo(deleted)
                .isPositive();
        assertThat(Database.rows("select from internal_contacts where source_id = ?", sourceId))
                .isEmpty();
        assertThat(Twins.missing()).isEmpty();
    }

    private PutAndRemoved putAndRemove(int writer) {
        Answer put = api.put(path, ADA.replace("Ada", "Ada " + writer));
        assertThat(put.status()).as(put.toString()).isIn(200, 201);
        return new PutAndRemoved(put, api.delete("/api/contacts/" + put.id()));
    }

    private record PutAndRemoved(Answer put, Answer removed) {}

    /** A lock on the row is the barrier: the deletion waits for it first, then the upsert. */
    @Test
    void contactThatIsDeletedBeforeItsTurnShouldBeCreatedAnew() throws SQLException {
        String old = api.put(path, RICH).id();
        CompletableFuture<Answer> deletion;
        CompletableFuture<Answer> upsert;
        try (Connection barrier = Database.connect()) {
            barrier.setAutoCommit(false);
            Database.prepare(barrier, "select from internal_contacts where id::text = ? for update", old)
                    .execute();
            deletion = inBackground(() -> api.delete("/api/contacts/" + old));
            awaitWaiting(1);
            upsert = inBackground(() -> api.put(path, ADA));
            awaitWaiting(2);
            barrier.rollback();
        }

        assertThat(deletion.join().status()).isEqualTo(200);
        Answer created = upsert.join();
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.id()).isNotEqualTo(old);
        assertThat(created.header("ETag")).hasValue("\"1\"");
        assertThat(events()).containsExactly("contact.created 1", "contact.deleted 2", "contact.created 1");
        assertThat(Twins.missing()).isEmpty();
    }

    /** As above, the other way round: another has created the contact and not yet committed. */
    @Test
    void upsertShouldWaitForACreationAndReplaceIt() throws SQLException {
        String id = UUID.randomUUID().toString();
        CompletableFuture<Answer> upsert;
        try (Connection other = Database.connect()) {
            other.setAutoCommit(false);
            Database.prepare(other, """
                            insert into internal_contacts
                            select ?::uuid, 'A', 'B', 'a@example.com', '', '', '', '{}', '', 'active', '[]', '{}', 'erp', ?,
                                now(), now(), 1""", id, sourceId).execute();
            upsert = inBackground(() -> api.put(path, ADA));
            Awaitility.await("the upsert waits for the creation")
                    .atMost(PATIENCE)
                    .until(() -> waiting("insert into internal_contacts%") == 1);
            other.commit();
        }

        Answer replaced = upsert.join();
        assertThat(replaced.status()).as(replaced.toString()).isEqualTo(200);
        assertThat(replaced.id()).isEqualTo(id);
        assertThat(replaced.header("ETag")).hasValue("\"2\"");
    }

    private <T> List<T> atOnce(IntFunction<T> call) {
        List<CompletableFuture<T>> calls = IntStream.range(0, WRITERS)
                .mapToObj(writer -> inBackground(() -> call.apply(writer)))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private <T> CompletableFuture<T> inBackground(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, threads);
    }

    private List<String> events() {
        return Database.rows("""
                        select event_type || ' ' || contact_version as event from event_processing
                        where message_key = ? order by seq""", "erp:" + sourceId).stream()
                .map(row -> row.get("event"))
                .toList();
    }

    private static long count(List<PutAndRemoved> answers, Predicate<PutAndRemoved> condition) {
        return answers.stream().filter(condition).count();
    }

    private static List<String> pointers(Answer refused) {
        return refused.json().getJsonArray("errors").stream()
                .map(error -> error.asJsonObject().getString("pointer"))
                .toList();
    }

    private static void awaitWaiting(int callers) {
        Awaitility.await(callers + " wait for the row")
                .atMost(PATIENCE)
                .until(() -> waiting("select%from internal_contacts%for %update%") == callers);
    }

    private static int waiting(String statement) {
        return Database.rows(
                        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ilike ?", statement)
                .size();
    }
}
