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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Changes: what is written, what is refused, and who wins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContactChangesSuite {

    private static final int WRITERS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final ContactAddress address;
    private Api api;
    private String sourceId;

    ContactChangesSuite(ContactAddress address) {
        this.address = address;
    }

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @AfterAll
    void endThreads() {
        threads.shutdownNow();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
        sourceId = "changes-" + UUID.randomUUID();
    }

    @Test
    void internalContactShouldBeNamedAfterItsOwnId() {
        Answer answer = api.post("/api/contacts", """
                {"firstName":"Ada","lastName":"Lovelace","email":"ada@example.com"}""");

        String id = answer.id();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.data().getString("source")).isEqualTo("internal");
        assertThat(answer.data().getString("sourceId")).isEqualTo(id);
        assertThat(Database.rows("select 1 from acme_contacts where id = ?", "internal:" + id))
                .hasSize(1);
        assertThat(Topic.await("internal:" + id, 1).get(0).value())
                .isEqualTo("{\"type\":\"contact.created\",\"data\":{\"contactId\":\"internal:%s\"}}".formatted(id));
    }

    /** RFC 7396 by its own media type: servers have handlers of their own for it. */
    @Test
    void mergePatchShouldBeTakenByItsOwnMediaType() {
        String contact = address.of(api.post("/api/contacts", """
                {"firstName":"Ada","lastName":"Lovelace","email":"ada@example.com","title":"Miss"}"""));

        Answer patched = api.send(api.request(contact)
                .header("Content-Type", "application/merge-patch+json")
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString("{\"title\":null,\"company\":\"A\",\"version\":1}")));

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.data().getString("title")).isEmpty();
        assertThat(patched.data().getString("company")).isEqualTo("A");
        assertThat(patched.data().getInt("version")).isEqualTo(2);
    }

    @Test
    void everyFieldShouldComeBackAndReachAcmeCrm() {
        Answer answer = api.post("/api/contacts", """
                {"firstName":"Zoë","lastName":"Ňovák 🎈","email":"zoe@example.com","phone":"+1 555","company":"Ac\\"me",
                 "title":"Dr.","address":{"street":"1, Main\\nSt \\\\","city":"","country":"NZ"},"notes":"a\\nb",
                 "status":"archived","tags":["b","a","b"],"customFields":{"n":12345678901234567890.123,"deep":{"x":[1]}},
                 "source":"erp","sourceId":"%s"}""".formatted(sourceId));

        assertThat(answer.status()).isEqualTo(201);
        Answer read = api.get(address.of(answer));
        assertThatJson(read.body()).isEqualTo(answer.body());
        assertThatJson(read.body())
                .node("data.address")
                .isEqualTo("{\"street\":\"1, Main\\nSt \\\\\",\"country\":\"NZ\"}");
        assertThatJson(read.body()).node("data.tags").isEqualTo("[\"b\",\"a\"]");
        assertThat(read.body()).contains("12345678901234567890.123");
        String acme = Database.rows("select data from acme_contacts where id = ?", "erp:" + sourceId)
                .get(0)
                .get("data");
        assertThatJson(acme).node("acme_status").isEqualTo("Archived");
        assertThat(Answer.parse(acme).getString("acme_address")).isEqualTo("1\\, Main\\nSt \\\\, , , , NZ");
        assertThatJson(acme).node("acme_tags").isEqualTo("[\"b\",\"a\"]");
        assertThatJson(acme).node("acme_custom_fields.deep").isEqualTo("{\"x\":[1]}");
    }

    @Test
    void secondContactWithTheSameExternalIdShouldBeRefused() {
        String first = create().id();

        Answer second = create();

        assertThat(second.status()).isEqualTo(409);
        assertThatJson(second.body()).node("type").isEqualTo("/problems/duplicate-contact");
        assertThatJson(second.body()).node("existingId").isEqualTo(first);
        assertThat(Topic.messages(Topic.CONTACTS, sourceId)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void invalidContactShouldNameEveryFieldAndWriteNothing() {
        Answer answer = api.post("/api/contacts", """
                {"lastName":"","email":"nonsense","status":"sleeping","tags":["ok",""],"version":3,
                 "address":{"city":"%s"},"source":"acmecrm","sourceId":"%s"}""".formatted("x".repeat(201), sourceId));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getJsonArray("errors"))
                .extracting(error -> error.asJsonObject().getString("pointer"))
                .containsExactly(
                        "/address/city", "/email", "/firstName", "/lastName", "/status", "/tags/1", "/version");
        assertThat(Database.rows("select 1 from acme_contacts where id = ?", sourceId))
                .isEmpty();
    }

    @Test
    void patchShouldKeepWhatIsAbsentAndClearWhatIsNull() {
        Answer created = create();
        String id = created.id();

        Answer patched = api.patch(address.of(created), """
                {"phone":null,"tags":null,"address":{"city":null},"customFields":{"a":null,"b":2},"status":null,
                 "id":"%s","sourceId":"%s","version":1}""".formatted(id, sourceId));

        assertThat(patched.status()).isEqualTo(200);
        assertThatJson(patched.body()).node("data").isEqualTo("""
                        {"id":"%s","firstName":"Grace","lastName":"Hopper","email":"grace@example.com","phone":"",
                         "company":"","title":"","address":{"country":"US"},"notes":"","status":"active","tags":[],
                         "customFields":{"b":2},"source":"acmecrm","sourceId":"%s",
                         "createdAt":"${json-unit.any-string}","updatedAt":"${json-unit.any-string}","version":2}""".formatted(id, sourceId));
    }

    @Test
    void patchShouldRefuseToChangeWhatIsReadOnlyOrRequired() {
        String contact = address.of(create());

        Answer refused = api.patch(contact, "{\"sourceId\":\"other\",\"firstName\":null,\"version\":1}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().getJsonArray("errors"))
                .extracting(error -> error.asJsonObject().getString("pointer"))
                .containsExactly("/firstName", "/sourceId");
    }

    @Test
    void patchThatChangesNothingShouldKeepTheVersionAndTellNobody() {
        String contact = address.of(create());

        Answer patched = api.patch(contact, "{\"lastName\":\"Hopper\",\"version\":1}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.header("ETag")).hasValue("\"1\"");
        assertThat(events(sourceId)).isEqualTo(1);
    }

    @Test
    void patchShouldAskForAVersionWhenThereIsNone() {
        String contact = address.of(create());

        Answer refused = api.patch(contact, "{\"lastName\":\"X\"}");

        assertThat(refused.status()).isEqualTo(428);
        assertThatJson(refused.body()).node("type").isEqualTo("/problems/precondition-required");
    }

    @Test
    void staleVersionShouldBeAConflictThatTellsTheCurrentValues() {
        String contact = address.of(create());
        api.patch(contact, "{\"lastName\":\"Murray\",\"phone\":\"2\",\"version\":1}");

        Answer refused = api.patch(contact, "{\"lastName\":\"Other\",\"phone\":\"2\",\"title\":\"\",\"version\":1}");

        assertThat(refused.status()).isEqualTo(409);
        assertThatJson(refused.body()).node("currentVersion").isEqualTo(2);
        assertThatJson(refused.body()).node("current").isEqualTo("{\"lastName\":\"Murray\"}");
    }

    @Test
    void staleIfMatchShouldFailFirst() {
        String contact = address.of(create());

        Answer stale = api.patch(contact, "{\"lastName\":\"X\",\"version\":1}", "If-Match", "\"7\"");
        Answer weak = api.patch(contact, "{\"lastName\":\"X\"}", "If-Match", "W/\"1\"");
        Answer listed = api.patch(contact, "{\"lastName\":\"X\"}", "If-Match", "\"7\", \"1\"");
        Answer any = api.patch(contact, "{\"lastName\":\"Y\"}", "If-Match", "*");

        assertThat(stale.status()).isEqualTo(412);
        assertThatJson(stale.body()).node("currentVersion").isEqualTo(1);
        assertThatJson(stale.body()).node("current").isEqualTo("{\"lastName\":\"Hopper\"}");
        assertThat(weak.status()).isEqualTo(412);
        assertThat(listed.status()).isEqualTo(200);
        assertThat(any.status()).isEqualTo(200);
        assertThat(any.header("ETag")).hasValue("\"3\"");
    }

    @Test
    void deleteShouldHonourIfMatch() {
        String contact = address.of(create());

        Answer stale = api.delete(contact, "If-Match", "\"2\"");
        Answer fresh = api.delete(contact, "If-Match", "\"1\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThatJson(stale.body()).node("currentVersion").isEqualTo(1);
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(api.delete(contact).status()).isEqualTo(404);
    }

    @Test
    void unknownContactShouldBeNotFoundAlsoWhenThereCannotBeOne() {
        for (String unknown : address.unknown()) {
            assertThat(api.get(unknown).status()).isEqualTo(404);
            assertThat(api.patch(unknown, "{\"version\":1}").status()).isEqualTo(404);
            assertThat(api.delete(unknown).status()).isEqualTo(404);
        }
    }

    /** A lock on the row is the barrier: both have read, both wait to write, then both go on. */
    @Test
    void secondOfTwoWritersWhoHaveBothReadShouldGetAConflict() throws SQLException {
        String contact = address.of(create());
        List<CompletableFuture<Answer>> writers;
        try (Connection barrier = Database.connect()) {
            barrier.setAutoCommit(false);
            Database.prepare(barrier, "select from internal_contacts where source_id = ? for update", sourceId)
                    .execute();
            writers = IntStream.range(0, 2)
                    .mapToObj(writer -> inBackground(
                            () -> api.patch(contact, "{\"lastName\":\"Writer %d\",\"version\":1}".formatted(writer))))
                    .toList();
            Awaitility.await("both writers wait for the row")
                    .atMost(PATIENCE)
                    .until(() -> waitingForALock("update internal_contacts%") == 2);
            barrier.rollback();
        }

        List<Answer> answers = writers.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        Answer refused = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findFirst()
                .orElseThrow();
        assertThatJson(refused.body()).node("currentVersion").isEqualTo(2);
        assertThat(refused.json().getJsonObject("current").getString("lastName"))
                .isEqualTo(api.get(contact).data().getString("lastName"));
        assertThat(events(sourceId)).isEqualTo(2);
    }

    @Test
    void oneOfSixteenWritersShouldWin() {
        String contact = address.of(create());

        List<CompletableFuture<Answer>> writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> inBackground(
                        () -> api.patch(contact, "{\"lastName\":\"Writer %d\",\"version\":1}".formatted(writer))))
                .toList();

        List<Answer> answers = writers.stream().map(CompletableFuture::join).toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(WRITERS - 1);
        assertThat(api.get(contact).data().getInt("version")).isEqualTo(2);
        assertThat(events(sourceId)).isEqualTo(2);
    }

    /** AcmeCRM holds the row and adds a key to it while our patch waits for it. */
    @Test
    void keyThatAcmeCrmAddsDuringAPatchShouldSurvive() throws SQLException {
        String contact = address.of(create());
        CompletableFuture<Answer> patch;
        try (Connection acmecrm = Database.connect()) {
            acmecrm.setAutoCommit(false);
            Database.prepare(acmecrm, """
                            update acme_contacts set data = data || '{"acme_score": 7}', version = version + 1
                            where id = ?""", sourceId).execute();
            patch = inBackground(() -> api.patch(contact, "{\"lastName\":\"Murray\",\"version\":1}"));
            Awaitility.await("the patch waits for the row")
                    .atMost(PATIENCE)
                    .until(() -> waitingForALock("insert into acme_contacts%") == 1);
            acmecrm.commit();
        }

        assertThat(patch.join().status()).isEqualTo(200);
        var row = Database.rows("select data, version from acme_contacts where id = ?", sourceId)
                .get(0);
        assertThatJson(row.get("data")).node("acme_score").isEqualTo(7);
        assertThatJson(row.get("data")).node("acme_last_name").isEqualTo("Murray");
        assertThat(row.get("version")).as("counts AcmeCRM's changes only").isEqualTo("2");
    }

    @Test
    void contactThatAcmeCrmKnewBeforeShouldKeepWhatItHadWritten() {
        Database.change("""
                insert into acme_contacts (id, data, created_at, updated_at, version)
                values (?, '{"acme_score": 7, "acme_version": 3, "acme_last_name": "Old"}', now(), now(), 3)""", sourceId);

        assertThat(create().status()).isEqualTo(201);

        var row = Database.rows("select data, version from acme_contacts where id = ?", sourceId)
                .get(0);
        assertThatJson(row.get("data")).node("acme_score").isEqualTo(7);
        assertThatJson(row.get("data")).node("acme_version").isEqualTo(3);
        assertThatJson(row.get("data")).node("acme_last_name").isEqualTo("Hopper");
        assertThat(row.get("version")).isEqualTo("3");
    }

    private Answer create() {
        return api.post("/api/contacts", """
                {"firstName":"Grace","lastName":"Hopper","email":"grace@example.com","phone":"1","tags":["a"],
                 "address":{"city":"New York","country":"US"},"customFields":{"a":1},"status":"inactive",
                 "source":"acmecrm","sourceId":"%s"}""".formatted(sourceId));
    }

    private CompletableFuture<Answer> inBackground(Supplier<Answer> call) {
        return CompletableFuture.supplyAsync(call, threads);
    }

    private static int events(String key) {
        return Database.rows("select 1 from event_processing where message_key = ?", key)
                .size();
    }

    private static int waitingForALock(String statement) {
        return Database.rows(
                        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ilike ?", statement)
                .size();
    }
}
