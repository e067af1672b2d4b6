package com.acmecrm.integration.system;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.sessions.JqwikSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Custom fields, to which AcmeCRM adds members of its own inside: a change of ours changes the members that it names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CustomFieldsSuite {

    private static final int CASES = 40;
    private static final int CASES_IN_A_WINDOW = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String OURS = """
            {"tier":1,"plan":{"name":"basic","seats":{"sold":5}},"gone":true,"old":{"a":1}}""";

    private Api api;
    private String sourceId;
    private String id;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
        sourceId = "custom-" + UUID.randomUUID();
        id = api.post("/api/contacts", contact(OURS)).id();
    }

    /** Others look for contacts whose formats differ. */
    @AfterEach
    void delete() {
        assertThat(api.delete("/api/contacts/" + id).status()).isEqualTo(200);
    }

    /** In every writer the same change: tier and a nested member change, two members go, one comes. */
    private enum Writer {
        PATCH {
            @Override
            int write(CustomFieldsSuite suite) {
                return suite.api
                        .patch(
                                "/api/contacts/" + suite.id,
                                "{\"customFields\":%s,\"version\":1}".formatted(MERGE_PATCH))
                        .status();
            }
        },

        PATCH_BY_SOURCE {
            @Override
            int write(CustomFieldsSuite suite) {
                return suite.api
                        .patch(suite.address(), "{\"customFields\":%s,\"version\":1}".formatted(MERGE_PATCH))
                        .status();
            }
        },

        PUT {
            @Override
            int write(CustomFieldsSuite suite) {
                return suite.api.put(suite.address(), suite.contact(AFTER)).status();
            }
        },

        BATCH_UPDATE {
            @Override
            int write(CustomFieldsSuite suite) {
                return suite.batch("""
                        {"op":"update","id":"%s","version":1,"patch":{"customFields":%s}}""".formatted(suite.id, MERGE_PATCH));
            }
        },

        BATCH_UPSERT {
            @Override
            int write(CustomFieldsSuite suite) {
                return suite.batch("""
                        {"op":"upsert","contact":%s}""".formatted(suite.contact(AFTER)));
            }
        },

        TWO_OPERATIONS_OF_A_BATCH {
            @Override
            int write(CustomFieldsSuite suite) {
                return suite.batch("""
                        {"op":"update","id":"%s","version":1,"patch":{"customFields":{"tier":7,"gone":null,"old":7}}}""".formatted(suite.id), """
                        {"op":"update","id":"%s","version":2,"patch":{"customFields":%s}}""".formatted(suite.id, MERGE_PATCH));
            }
        };

        private static final String MERGE_PATCH = """
                {"tier":2,"plan":{"seats":{"sold":6}},"gone":null,"old":null,"new":{"x":null,"y":1}}""";
        private static final String AFTER = """
                {"tier":2,"plan":{"name":"basic","seats":{"sold":6}},"new":{"y":1}}""";

        abstract int write(CustomFieldsSuite suite);
    }

    @ParameterizedTest
    @EnumSource
    void membersThatAcmeCrmHasAddedShouldSurviveEveryWriter(Writer writer) {
        acmeCrmWrites("""
                {"tier":1,"score":7,"plan":{"name":"gold","seats":{"sold":5,"used":3}},"gone":true,"old":{"a":1},
                 "new":{"theirs":true}}""");

        assertThat(writer.write(this)).isEqualTo(200);

        assertThatJson(acmeCustomFields()).isEqualTo("""
                {"tier":2,"score":7,"plan":{"name":"gold","seats":{"sold":6,"used":3}},"new":{"y":1,"theirs":true}}""");
        assertThatJson(ourCustomFields()).isEqualTo("""
                {"tier":2,"plan":{"name":"basic","seats":{"sold":6}},"new":{"y":1}}""");
        assertThat(differences()).containsExactly("acme_custom_fields");
    }

    @ParameterizedTest
    @EnumSource
    void nothingShouldDifferWhereAcmeCrmHasAddedNothing(Writer writer) {
        assertThat(writer.write(this)).isEqualTo(200);

        assertThat(differences()).isEmpty();
    }

    @Test
    void clearedCustomFieldsShouldLeaveAcmeCrmItsOwn() {
        acmeCrmWrites("""
                {"tier":1,"score":7,"plan":{"name":"basic","seats":{"sold":5,"used":3}},"gone":true,"old":{"a":1}}""");

        api.patch("/api/contacts/" + id, "{\"customFields\":null,\"version\":1}");

        assertThatJson(ourCustomFields()).isEqualTo("{}");
        assertThatJson(acmeCustomFields()).isEqualTo("{\"score\":7,\"plan\":{\"seats\":{\"used\":3}}}");
    }

    @Test
    void changeOfAnotherFieldShouldLeaveTheCustomFieldsAlone() {
        acmeCrmWrites("\"none\"");

        api.patch("/api/contacts/" + id, "{\"title\":\"Dr.\",\"version\":1}");

        assertThat(acmeCustomFields()).isEqualTo("\"none\"");
    }

    /** Nothing can be changed inside of what is no object. */
    @Test
    void valueThatHasNoMembersShouldBeReplaced() {
        for (String theirs : List.of("\"none\"", "[1]", "null", "{\"plan\":\"gold\"}")) {
            int version = api.get("/api/contacts/" + id).data().getInt("version");
            acmeCrmWrites(theirs);

            Answer patched = api.patch(
                    "/api/contacts/" + id,
                    "{\"customFields\":{\"plan\":{\"seats\":{\"sold\":%d}}},\"version\":%d}"
                            .formatted(version + 10, version));

            assertThat(patched.status()).isEqualTo(200);
            assertThatJson(acmeCustomFields())
                    .node("plan")
                    .isEqualTo("{\"name\":\"basic\",\"seats\":{\"sold\":%d}}".formatted(version + 10));
        }
    }

    /** A merge patch cannot say so, a whole contact can. */
    @Test
    void memberThatIsNullShouldBeWrittenAsSuch() {
        acmeCrmWrites("{\"tier\":1,\"score\":7}");

        api.put(address(), contact("{\"tier\":null,\"deep\":{\"n\":null}}"));

        assertThatJson(acmeCustomFields()).isEqualTo("{\"tier\":null,\"score\":7,\"deep\":{\"n\":null}}");
    }

    @Test
    void rowThatAcmeCrmHasRemovedShouldBeWrittenAnew() {
        AcmeCrm.remove(sourceId);

        api.patch("/api/contacts/" + id, "{\"customFields\":{\"tier\":2},\"version\":1}");

        assertThat(differences()).isEmpty();
    }

    @Test
    void contactThatAcmeCrmKnewBeforeShouldKeepItsMembers() {
        String known = "known-" + UUID.randomUUID();
        String batched = "known-" + UUID.randomUUID();
        for (String acmeId : List.of(known, batched)) {
            Database.change("""
                    insert into acme_contacts (id, data, created_at, updated_at)
                    values (?, '{"acme_custom_fields": {"score": 7, "tier": 9, "plan": {"paid": true}}}', now(), now())""", acmeId);
        }

        String first = api.post("/api/contacts", contact(OURS).replace(sourceId, known))
                .id();
        batch("{\"op\":\"create\",\"contact\":%s}".formatted(contact(OURS).replace(sourceId, batched)));

        for (String acmeId : List.of(known, batched)) {
            assertThatJson(AcmeCrm.data(acmeId)
                            .getJsonObject("acme_custom_fields")
                            .toString())
                    .isEqualTo("""
                            {"score":7,"tier":1,"plan":{"paid":true,"name":"basic","seats":{"sold":5}},"gone":true,
                             "old":{"a":1}}""");
        }
        api.delete("/api/contacts/" + first);
        api.delete("/api/contacts/by-source/acmecrm/" + batched);
    }

    @Test
    void repairShouldEndTheDifferenceDeliberately() {
        acmeCrmWrites("{\"tier\":1,\"score\":7}");

        Answer repaired = api.post("/api/contacts/" + id + "/repairs", "{\"from\":\"internal\",\"version\":1}");

        assertThat(repaired.status()).isEqualTo(200);
        assertThatJson(acmeCustomFields()).isEqualTo(OURS);
        assertThat(differences()).isEmpty();
    }

    /** AcmeCRM holds the row and adds a member inside while our change waits for it. */
    @ParameterizedTest
    @EnumSource(names = {"PATCH", "PUT", "BATCH_UPDATE"})
    void memberThatAcmeCrmAddsDuringAChangeShouldSurvive(Writer writer) throws SQLException {
        CompletableFuture<Integer> change;
        try (Connection acmecrm = Database.connect()) {
            acmecrm.setAutoCommit(false);
            Database.prepare(acmecrm, """
                            update acme_contacts set data = jsonb_set(data, '{acme_custom_fields,score}', '7')
                            where id = ?""", sourceId).execute();
            change = CompletableFuture.supplyAsync(() -> writer.write(this));
            Awaitility.await("the change waits for the row")
                    .atMost(TIMEOUT)
                    .until(() -> !Database.rows(
                                    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%acme_contacts%'")
                            .isEmpty());
            acmecrm.commit();
        }

        assertThat(change.join()).isEqualTo(200);
        assertThatJson(acmeCustomFields()).isEqualTo("""
                {"tier":2,"score":7,"plan":{"name":"basic","seats":{"sold":6}},"new":{"y":1}}""");
    }

    /** Whatever becomes of them, AcmeCRM's row says the same and keeps what is its own. */
    @Test
    void anyChangeShouldReachAcmeCrmAndLeaveItsOwn() {
        List<JsonObject> states = new ArrayList<>();
        JqwikSession.run(
                () -> ContactShapes.objects(3).sampleStream().limit(CASES).forEach(states::add));
        acmeCrmWrites(OURS.replace("{\"tier\"", "{\"\\u0001theirs\":[1],\"tier\""));

        for (int index = 0; index < CASES; index++) {
            if (index % CASES_IN_A_WINDOW == 0) {
                Redis.clearRateLimits();
            }
            String state = states.get(index).toString();

            assertThat(api.put(address(), contact(state)).status()).as(state).isEqualTo(200);

            assertThat(Database.rows(
                            "select 1 from acme_contacts a join internal_contacts i on i.source_id = a.id"
                                    + " where a.id = ? and a.data -> 'acme_custom_fields' ="
                                    + " i.custom_fields || '{\"\\u0001theirs\": [1]}'",
                            sourceId))
                    .as("%s then %s: %s", index == 0 ? OURS : states.get(index - 1), state, acmeCustomFields())
                    .hasSize(1);
        }
    }

    private String contact(String customFields) {
        return """
                {"firstName":"Grace","lastName":"Hopper","email":"grace@example.com","customFields":%s,
                 "source":"acmecrm","sourceId":"%s"}""".formatted(customFields, sourceId);
    }

    private String address() {
        return "/api/contacts/by-source/acmecrm/" + sourceId;
    }

    private int batch(String... operations) {
        return api.post("/api/contacts/batch", "{\"operations\":[%s]}".formatted(String.join(",", operations)))
                .json()
                .getJsonArray("data")
                .getJsonObject(operations.length - 1)
                .getInt("status");
    }

    private void acmeCrmWrites(String customFields) {
        AcmeCrm.set(sourceId, "acme_custom_fields", customFields);
    }

    private String acmeCustomFields() {
        return AcmeCrm.data(sourceId).get("acme_custom_fields").toString();
    }

    private String ourCustomFields() {
        return api.get("/api/contacts/" + id)
                .data()
                .getJsonObject("customFields")
                .toString();
    }

    private List<String> differences() {
        return api.get("/api/contacts/" + id + "/formats")
                .data()
                .getJsonArray("differences")
                .getValuesAs(JsonString::getString);
    }
}
