package com.acmecrm.integration.system;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.sessions.JqwikSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Two formats that differ are made to say the same again, in either direction, as one change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RepairSuite {

    private static final int AT_ONCE = 8;
    private static final int CASES = 40;
    private static final int CASES_IN_A_WINDOW = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private Api api;
    private String sourceId;
    private String id;

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
        sourceId = "repair-" + UUID.randomUUID();
        id = api.post("/api/contacts", """
                {"firstName":"Grace","lastName":"Hopper","email":"grace@example.com","phone":"1","tags":["a"],
                 "source":"acmecrm","sourceId":"%s"}""".formatted(sourceId)).id();
    }

    /** Others look for contacts whose formats differ. */
    @AfterEach
    void delete() {
        assertThat(api.delete("/api/contacts/" + id).status()).isEqualTo(200);
    }

    @Test
    void repairFromInternalShouldSetBackWhatAcmeCrmHasChanged() {
        AcmeCrm.set(sourceId, "acme_last_name", "\"Murray\"");
        AcmeCrm.unset(sourceId, "acme_tags");
        AcmeCrm.set(sourceId, "acme_score", "7");

        Answer repaired = repair("internal", 1);

        assertThat(repaired.status()).isEqualTo(200);
        assertThat(repaired.header("ETag")).hasValue("\"2\"");
        assertThatJson(repaired.body())
                .node("data")
                .isEqualTo(api.get("/api/contacts/" + id).data().toString());
        assertThat(repaired.data().getString("lastName")).isEqualTo("Hopper");
        JsonObject acme = AcmeCrm.data(sourceId);
        assertThat(acme.getString("acme_last_name")).isEqualTo("Hopper");
        assertThatJson(acme.toString()).node("acme_tags").isEqualTo("[\"a\"]");
        assertThat(acme.getInt("acme_score")).isEqualTo(7);
        assertThat(acme.getString("acme_updated_at")).isEqualTo(repaired.data().getString("updatedAt"));
        assertThat(AcmeCrm.version(sourceId)).as("AcmeCRM's three changes").isEqualTo("4");
        assertThat(differences()).isEmpty();
        assertThat(Topic.await(sourceId, 2).get(1).value()).isEqualTo("""
                {"type":"contact.updated","data":{"contactId":"%s",\
                "changedFields":["acme_last_name","acme_tags","acme_updated_at"]}}""".formatted(sourceId));
        assertThat(Topic.await(sourceId, 2).get(1).headers()).containsEntry("ce_contactversion", "2");
    }

    @Test
    void repairFromAcmeCrmShouldTakeEveryValue() {
        AcmeCrm.set(sourceId, "acme_first_name", "\"Ada\"");
        AcmeCrm.set(sourceId, "acme_last_name", "\"Lovelace\"");
        AcmeCrm.set(sourceId, "acme_email", "\"ada@example.com\"");
        AcmeCrm.set(sourceId, "acme_phone", "null");
        AcmeCrm.set(sourceId, "acme_company", "\"Analytical, Inc\"");
        AcmeCrm.set(sourceId, "acme_title", "\"Countess\"");
        AcmeCrm.set(sourceId, "acme_address", "\"1\\\\, Main\\\\nSt \\\\\\\\, , , , UK\"");
        AcmeCrm.set(sourceId, "acme_notes", "\"a\\nb\"");
        AcmeCrm.set(sourceId, "acme_status", "\"Archived\"");
        AcmeCrm.set(sourceId, "acme_tags", "[\"x\",\"y\"]");
        AcmeCrm.set(sourceId, "acme_custom_fields", "{\"n\":12345678901234567890.5}");

        Answer repaired = repair("acmecrm", 1);

        assertThat(repaired.status()).isEqualTo(200);
        assertThatJson(repaired.body()).node("data").isEqualTo("""
                {"id":"%s","firstName":"Ada","lastName":"Lovelace","email":"ada@example.com","phone":"",
                 "company":"Analytical, Inc","title":"Countess","address":{"street":"1, Main\\nSt \\\\","country":"UK"},
                 "notes":"a\\nb","status":"archived","tags":["x","y"],"customFields":{"n":12345678901234567890.5},
                 "source":"acmecrm","sourceId":"%s","createdAt":"${json-unit.any-string}",
                 "updatedAt":"${json-unit.any-string}","version":2}""".formatted(id, sourceId));
        assertThat(differences()).isEmpty();
        assertThat(AcmeCrm.version(sourceId)).isEqualTo("12");
        assertThat(Topic.await(sourceId, 2).get(1).value())
                .endsWith("\"changedFields\":[\"acme_address\",\"acme_company\",\"acme_custom_fields\",\"acme_email\","
                        + "\"acme_first_name\",\"acme_last_name\",\"acme_notes\",\"acme_phone\",\"acme_status\","
                        + "\"acme_tags\",\"acme_title\",\"acme_updated_at\"]}}");
    }

    /** AcmeCRM has written the same in another way; it gets our way of writing it. */
    @Test
    void repairFromAcmeCrmShouldAlsoEndADifferenceThatMeansNothing() {
        AcmeCrm.set(sourceId, "acme_tags", "[\"a\",\"a\"]");
        AcmeCrm.set(sourceId, "acme_address", "\", , , , \"");

        Answer repaired = repair("acmecrm", 1);

        assertThat(repaired.data().getInt("version")).isEqualTo(2);
        assertThatJson(repaired.body()).node("data.tags").isEqualTo("[\"a\"]");
        assertThat(AcmeCrm.data(sourceId).getString("acme_address")).isEmpty();
        assertThat(differences()).isEmpty();
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void repairShouldBeKeptInTheAuditTrail() {
        AcmeCrm.set(sourceId, "acme_phone", "\"2\"");

        repair("acmecrm", 1);

        assertThatJson(api.get("/api/audit?action=contact.repaired&target=contact/" + sourceId)
                        .body())
                .node("data[0].details")
                .isEqualTo("{\"from\":\"acmecrm\"}");
    }

    @Test
    void rowThatAcmeCrmHasRemovedShouldBeWrittenAnewFromInternalOnly() {
        AcmeCrm.remove(sourceId);

        JsonObject refused = Problems.assertProblem(repair("acmecrm", 1), 422, "invalid-fields");
        assertThat(pointers(refused)).containsExactly("/from");

        assertThat(repair("internal", 1).status()).isEqualTo(200);
        assertThat(AcmeCrm.data(sourceId).getString("acme_last_name")).isEqualTo("Hopper");
        assertThat(differences()).isEmpty();
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void nothingShouldHappenWhenNothingDiffers() {
        AcmeCrm.set(sourceId, "acme_score", "7");

        for (String from : List.of("internal", "acmecrm")) {
            Answer repaired = repair(from, 1);
            assertThat(repaired.status()).isEqualTo(200);
            assertThat(repaired.header("ETag")).hasValue("\"1\"");
        }

        assertThat(events()).isEqualTo(1);
    }

    @Test
    void valuesThatCannotBeOursShouldAllBeNamed() {
        AcmeCrm.set(sourceId, "acme_first_name", "7");
        AcmeCrm.unset(sourceId, "acme_last_name");
        AcmeCrm.set(sourceId, "acme_email", "\"nonsense\"");
        AcmeCrm.set(sourceId, "acme_phone", "\"%s\"".formatted("1".repeat(51)));
        AcmeCrm.set(sourceId, "acme_status", "\"Sleeping\"");
        AcmeCrm.set(sourceId, "acme_address", "\"1 Main St, Town\"");
        AcmeCrm.set(sourceId, "acme_tags", "[\"\"]");
        AcmeCrm.set(sourceId, "acme_custom_fields", "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{}}}}}}");
        AcmeCrm.set(sourceId, "acme_notes", "\"%s\"".formatted("x".repeat(300_000)));

        JsonObject problem = Problems.assertProblem(repair("acmecrm", 1), 422, "invalid-fields");

        assertThat(pointers(problem))
                .containsExactly(
                        "/address",
                        "/customFields",
                        "/email",
                        "/firstName",
                        "/lastName",
                        "/notes",
                        "/phone",
                        "/status",
                        "/tags/0");
        assertThat(api.get("/api/contacts/" + id).data().getInt("version")).isEqualTo(1);
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void checksShouldComeInTheirOrder() {
        String unknown = "/api/contacts/" + UUID.randomUUID() + "/repairs";
        String path = "/api/contacts/" + id + "/repairs";
        AcmeCrm.set(sourceId, "acme_email", "\"nonsense\"");

        for (String shape :
                List.of("{", "[]", "{\"from\":1}", "{\"from\":null}", "{\"version\":\"1\"}", "{\"to\":\"x\"}")) {
            assertThat(api.post(unknown, shape).status()).as(shape).isEqualTo(400);
        }
        assertThat(api.post(unknown, "{}").status()).isEqualTo(404);
        assertThat(api.post("/api/contacts/42/repairs", "{}").status()).isEqualTo(404);
        assertThat(api.post(path, "{}").status()).isEqualTo(428);
        assertThat(api.post(path, "{\"version\":2}").status()).isEqualTo(409);
        assertThat(conditional("{\"version\":2}", "\"2\"").status()).isEqualTo(412);
        assertThat(conditional("{\"version\":2}", "\"1\"").status()).isEqualTo(409);
        assertThat(pointers(api.post(path, "{\"version\":1}").json())).containsExactly("/from");
        assertThat(pointers(api.post(path, "{\"version\":1,\"from\":\"kafka\"}").json()))
                .containsExactly("/from");
        assertThat(pointers(conditional("{\"from\":\"acmecrm\"}", "\"1\"").json()))
                .containsExactly("/email");
        assertThat(conditional("{\"from\":\"internal\"}", "*").status()).isEqualTo(200);
    }

    @Test
    void staleRepairShouldTellTheCurrentVersion() {
        api.patch("/api/contacts/" + id, "{\"phone\":\"3\",\"version\":1}");

        Answer stale = repair("internal", 1);

        Problems.assertProblem(stale, 409, "stale-version");
        assertThatJson(stale.body()).node("currentVersion").isEqualTo(2);
        assertThatJson(stale.body()).node("current").isEqualTo("{}");
    }

    /** AcmeCRM is writing its row while the repair comes. */
    @Test
    void repairShouldTakeWhatAcmeCrmHasJustWritten() throws SQLException {
        AcmeCrm.set(sourceId, "acme_phone", "\"2\"");
        CompletableFuture<Answer> repair;
        try (Connection acmecrm = Database.connect()) {
            acmecrm.setAutoCommit(false);
            Database.prepare(
                            acmecrm,
                            "update acme_contacts set data = data || '{\"acme_title\": \"Admiral\"}' where id = ?",
                            sourceId)
                    .execute();
            repair = inBackground(() -> repair("acmecrm", 1));
            awaitWaiting("select id from acme_contacts%");
            acmecrm.commit();
        }

        assertThat(repair.join().data().getString("title")).isEqualTo("Admiral");
        assertThat(repair.join().data().getString("phone")).isEqualTo("2");
        assertThat(differences()).isEmpty();
    }

    /** The patch has read version 1 and waits for the row that the repair holds. */
    @Test
    void patchShouldNotBeLostInARepairNorARepairInAPatch() throws SQLException {
        AcmeCrm.set(sourceId, "acme_phone", "\"2\"");
        CompletableFuture<Answer> repair;
        CompletableFuture<Answer> patch;
        try (Connection acmecrm = Database.connect()) {
            acmecrm.setAutoCommit(false);
            Database.prepare(acmecrm, "select from acme_contacts where id = ? for update", sourceId)
                    .execute();
            repair = inBackground(() -> repair("acmecrm", 1));
            awaitWaiting("select id from acme_contacts%");
            patch = inBackground(() -> api.patch("/api/contacts/" + id, "{\"phone\":\"3\",\"version\":1}"));
            awaitWaiting("update internal_contacts%");
            acmecrm.rollback();
        }

        assertThat(repair.join().status()).isEqualTo(200);
        assertThat(patch.join().status()).isEqualTo(409);
        assertThat(api.get("/api/contacts/" + id).data().getString("phone")).isEqualTo("2");
        assertThat(differences()).isEmpty();
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void oneOfManyRepairsAtOnceShouldCount() {
        AcmeCrm.set(sourceId, "acme_phone", "\"2\"");

        List<Answer> answers = IntStream.range(0, AT_ONCE)
                .mapToObj(number -> inBackground(() -> repair(number % 2 == 0 ? "acmecrm" : "internal", 1)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(AT_ONCE - 1);
        assertThat(differences()).isEmpty();
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void anythingInAcmeCrmsRowShouldBeTakenOrRefused() {
        int version = 1;
        List<Tuple2<String, JsonValue>> cases = new ArrayList<>();
        JqwikSession.run(() -> values().sampleStream().limit(CASES).forEach(cases::add));
        for (int index = 0; index < CASES; index++) {
            if (index % CASES_IN_A_WINDOW == 0) {
                Redis.clearRateLimits();
            }
            Tuple2<String, JsonValue> row = cases.get(index);
            AcmeCrm.set(sourceId, row.get1(), row.get2().toString());

            Answer repaired = repair("acmecrm", version);

            assertThat(repaired.status()).as("%s%n%s", row, repaired).isIn(200, 422);
            if (repaired.status() == 422) {
                repaired = repair("internal", version);
            }
            version = repaired.data().getInt("version");
            assertThat(differences()).as(row.toString()).isEmpty();
        }
        assertThat(version).as("enough is acceptable").isGreaterThan(CASES / 4);
    }

    private static Arbitrary<Tuple2<String, JsonValue>> values() {
        return Combinators.combine(
                        Arbitraries.of(
                                "acme_address",
                                "acme_company",
                                "acme_custom_fields",
                                "acme_email",
                                "acme_first_name",
                                "acme_last_name",
                                "acme_notes",
                                "acme_phone",
                                "acme_status",
                                "acme_tags",
                                "acme_title"),
                        ContactShapes.values(2))
                .as(Tuple::of);
    }

    private Answer repair(String from, int version) {
        return api.post(
                "/api/contacts/" + id + "/repairs", "{\"from\":\"%s\",\"version\":%d}".formatted(from, version));
    }

    private Answer conditional(String body, String ifMatch) {
        return api.send(api.request("/api/contacts/" + id + "/repairs")
                .headers("Content-Type", "application/json", "If-Match", ifMatch)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private List<String> differences() {
        return api.get("/api/contacts/" + id + "/formats")
                .data()
                .getJsonArray("differences")
                .getValuesAs(JsonString::getString);
    }

    private static List<String> pointers(JsonObject problem) {
        return problem.getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .map(error -> error.getString("pointer"))
                .toList();
    }

    private int events() {
        return Database.rows("select 1 from event_processing where message_key = ?", sourceId)
                .size();
    }

    private CompletableFuture<Answer> inBackground(Supplier<Answer> call) {
        return CompletableFuture.supplyAsync(call, threads);
    }

    private static void awaitWaiting(String statement) {
        Awaitility.await("someone waits for the row")
                .atMost(PATIENCE)
                .until(() -> !Database.rows(
                                "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ilike ?",
                                statement)
                        .isEmpty());
    }
}
