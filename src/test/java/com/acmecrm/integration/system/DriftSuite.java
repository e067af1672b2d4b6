package com.acmecrm.integration.system;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.sessions.JqwikSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Contacts that differ are found by the next check, and none while only this service writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DriftSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SHAPES = 100;
    private static final int CALLS_IN_A_WINDOW = 25;
    private static final String FAILURES = "acmecrm_loop_failures_total{loop=\"drift\"}";

    private Api api;
    private String prefix;

    @BeforeAll
    void logIn() {
        api = Api.admin();
        awaitCheck();
        repair(); // what AcmeCRM has written in other suites
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
        prefix = "drift-" + UUID.randomUUID() + "-";
    }

    @AfterEach
    void repair() {
        for (JsonObject item : drifted()) {
            Redis.clearRateLimits();
            repair(item.getString("id"), item.getInt("version"));
        }
    }

    /** The mapping in SQL is that in Java, or this finds it out. */
    @Test
    void nothingShouldDifferWhenOnlyThisServiceWrites() {
        List<String> ids = new ArrayList<>();
        List<JsonObject> shapes = new ArrayList<>();
        JqwikSession.run(
                () -> ContactShapes.contacts().sampleStream().limit(SHAPES).forEach(shapes::add));
        for (int index = 0; index < SHAPES; index++) {
            if (index % CALLS_IN_A_WINDOW == 0) {
                Redis.clearRateLimits();
            }
            Answer created = api.post("/api/contacts", shapes.get(index).toString());
            if (created.status() == 201) {
                ids.add(created.id());
            }
        }
        Redis.clearRateLimits();
        patch(ids.get(0), "{\"address\":{\"street\":\"a, b\\n\\\\\"},\"status\":\"archived\",\"version\":1}");
        patch(ids.get(1), "{\"tags\":[\"x\",\"y\"],\"customFields\":{\"n\":1.50},\"version\":1}");
        patch(ids.get(1), "{\"tags\":null,\"customFields\":null,\"address\":null,\"status\":null,\"version\":2}");
        api.delete("/api/contacts/" + ids.get(2));
        create(0);
        api.delete("/api/contacts/" + idOf(0));
        create(0);

        awaitCheck();

        assertThat(ids).as("enough shapes are acceptable").hasSizeGreaterThan(SHAPES / 10);
        Answer list = api.get("/api/contacts/drift");
        assertThatJson(list.body()).isEqualTo("""
                {"data":[],"meta":{"limit":50,"nextCursor":null,"checkedAt":"${json-unit.any-string}","found":0}}""");
        assertThat(Meters.now().samples()).containsEntry("acmecrm_contacts_drifted", 0.0);
        assertThat(Meters.now().value("acmecrm_drift_age_seconds")).isBetween(0.0, PATIENCE.toSeconds() * 1.0);
        assertThat(Meters.now().value("acmecrm_drift_check_seconds_count")).isPositive();
    }

    @Test
    void contactThatDiffersShouldBeListedUntilItIsRepaired() {
        create(0);
        AcmeCrm.set(prefix + 0, "acme_title", "\"Admiral\"");
        AcmeCrm.set(prefix + 0, "acme_phone", "\"2\"");
        awaitCheck();

        assertThatJson(api.get("/api/contacts/drift").body()).node("data").isEqualTo("""
                [{"id":"%s","source":"acmecrm","sourceId":"%s","version":1,"differences":["acme_phone","acme_title"],
                  "foundAt":"${json-unit.any-string}"}]""".formatted(
                        idOf(0), prefix + 0));
        assertThat(Meters.now().value("acmecrm_contacts_drifted")).isEqualTo(1);
        String foundAt = drifted().get(0).getString("foundAt");

        awaitCheck();
        assertThat(drifted().get(0).getString("foundAt")).isEqualTo(foundAt);

        AcmeCrm.set(prefix + 0, "acme_phone", "\"1\"");
        assertThat(drifted().get(0).getJsonArray("differences"))
                .extracting(name -> ((JsonString) name).getString())
                .containsExactly("acme_title");
        repair(idOf(0), 1);
        assertThat(drifted()).as("at once").isEmpty();
    }

    @Test
    void everyPageShouldBeWalkedOnce() {
        IntStream.range(0, 5).forEach(this::create);
        IntStream.range(0, 4).forEach(number -> AcmeCrm.remove(prefix + number));
        AcmeCrm.set(prefix + 4, "acme_status", "\"Sleeping\"");
        awaitCheck();

        List<String> walked = new ArrayList<>();
        Answer page = api.get("/api/contacts/drift?limit=2");
        add(page, walked);
        while (!page.json().getJsonObject("meta").isNull("nextCursor")) {
            page = api.get("/api/contacts/drift?limit=2&cursor="
                    + page.json().getJsonObject("meta").getString("nextCursor"));
            add(page, walked);
        }

        assertThat(walked)
                .containsExactlyInAnyOrder(IntStream.range(0, 5)
                        .mapToObj(number -> prefix + number)
                        .toArray(String[]::new));
    }

    @Test
    void listShouldRefuseWhatItDoesNotKnow() {
        Problems.assertProblem(api.get("/api/contacts/drift?limit=0"), 400, "invalid-request");
        Problems.assertProblem(api.get("/api/contacts/drift?cursor=x"), 400, "invalid-request");
        Problems.assertProblem(api.get("/api/contacts/drift?q=x"), 400, "invalid-request");
        Problems.assertProblem(api.post("/api/contacts/drift", "{}"), 405, "method-not-allowed");
    }

    /** It reads what is committed and waits for no one. */
    @Test
    void checkShouldNotWaitForWriters() throws SQLException {
        create(0);
        try (Connection writer = Database.connect()) {
            writer.setAutoCommit(false);
            Database.prepare(writer, "update acme_contacts set data = data - 'acme_title' where id = ?", prefix + 0)
                    .execute();
            Database.prepare(writer, "select from internal_contacts where source_id = ? for update", prefix + 0)
                    .execute();

            awaitCheck();

            assertThat(drifted()).as("not committed").isEmpty();
            writer.rollback();
        }
    }

    @Test
    void checkShouldWaitForTheTurnOfAnotherNodeToEnd() {
        String until = Database.rows("""
                        update contact_drift_check
                        set owner = gen_random_uuid(), claimed_until = clock_timestamp() + interval '1 second'
                        returning claimed_until""").get(0).get("claimed_until");

        Awaitility.await("a check after that turn")
                .atMost(PATIENCE)
                .until(() -> !Database.rows(
                                "select from contact_drift_check where claimed_until is null and checked_at >= ?::timestamptz",
                                until)
                        .isEmpty());

        assertThat(Database.rows("select from contact_drift_check where checked_at < ?::timestamptz", until))
                .isEmpty();
    }

    /** As when a migration holds the table. */
    @Test
    void checkThatFailsShouldBeCountedAndTriedAgain() throws SQLException {
        double before = Meters.now().value(FAILURES);
        try (Connection migration = Database.connect()) {
            migration.setAutoCommit(false);
            Database.prepare(migration, "lock table contact_drift in access exclusive mode")
                    .execute();
            Awaitility.await("a check gives up")
                    .atMost(PATIENCE)
                    .until(() -> Meters.now().value(FAILURES) > before);
            migration.rollback();
        }

        awaitCheck();
    }

    private void create(int number) {
        Answer created = api.post("/api/contacts", """
                {"firstName":"Grace","lastName":"Hopper","email":"grace@example.com","phone":"1",
                 "source":"acmecrm","sourceId":"%s"}""".formatted(prefix + number));
        assertThat(created.status()).isEqualTo(201);
    }

    private void patch(String id, String patch) {
        assertThat(api.patch("/api/contacts/" + id, patch).status()).isEqualTo(200);
    }

    private void repair(String id, int version) {
        Answer repaired = api.post(
                "/api/contacts/" + id + "/repairs", "{\"from\":\"internal\",\"version\":%d}".formatted(version));
        assertThat(repaired.status()).isEqualTo(200);
    }

    private String idOf(int number) {
        return Database.rows("select id from internal_contacts where source_id = ?", prefix + number)
                .get(0)
                .get("id");
    }

    private List<JsonObject> drifted() {
        return api.get("/api/contacts/drift?limit=200")
                .json()
                .getJsonArray("data")
                .getValuesAs(JsonObject.class);
    }

    private static void add(Answer page, List<String> walked) {
        assertThat(page.status()).isEqualTo(200);
        page.json().getJsonArray("data").getValuesAs(JsonObject.class).stream()
                .map(item -> item.getString("sourceId"))
                .forEach(walked::add);
    }

    /** Until one has looked at what is there now. */
    private static void awaitCheck() {
        Map<String, String> now =
                Database.rows("select clock_timestamp() as now").get(0);
        Awaitility.await("a check that began after now")
                .atMost(PATIENCE)
                .until(() -> !Database.rows(
                                "select from contact_drift_check where checked_at > ?::timestamptz", now.get("now"))
                        .isEmpty());
    }
}
