package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.Service;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code POST /api/contacts/batch}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BatchSuite {

    private static final int MEBIBYTE = 1024 * 1024;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private Api api;
    private String run;

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
        run = "b-" + UUID.randomUUID() + "-";
    }

    @Test
    void everyOperationShouldDoWhatItsSingleCallDoes() {
        create("updated");
        String updated = id("updated");
        create("upserted");
        create("deleted");

        Answer answer = batch(
                create(1),
                """
                {"op":"update","id":"%s","version":1,"patch":{"phone":"+1","notes":"n"}}""".formatted(updated),
                upsert("upserted", "Ada"),
                upsert("new", "Eve"),
                """
                {"op":"delete","id":"%s","version":1}""".formatted(id("deleted")),
                """
                {"op":"create","contact":{"firstName":"A","lastName":"B","email":"a@b.example"}}""");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(207);
        assertThatJson(answer.body()).isEqualTo("""
                        {"data":[
                         {"index":0,"status":201,"id":"${json-unit.any-string}","version":1},
                         {"index":1,"status":200,"id":"%s","version":2},
                         {"index":2,"status":200,"id":"%s","version":2},
                         {"index":3,"status":201,"id":"${json-unit.any-string}","version":1},
                         {"index":4,"status":200,"id":"${json-unit.any-string}","version":2},
                         {"index":5,"status":201,"id":"${json-unit.any-string}","version":1}]}""".formatted(updated, id("upserted")));
        assertThat(events("updated"))
                .containsExactly(
                        created("updated"), changed("updated", "\"acme_notes\",\"acme_phone\",\"acme_updated_at\""));
        assertThat(events("upserted"))
                .containsExactly(created("upserted"), changed("upserted", "\"acme_first_name\",\"acme_updated_at\""));
        assertThat(events("deleted")).containsExactly(created("deleted"), event("contact.deleted", "deleted", ""));
        assertThat(api.get("/api/contacts/" + updated).data().getString("phone"))
                .isEqualTo("+1");
        assertThat(acme("updated")).contains("\"acme_notes\": \"n\"");
        assertThat(Database.rows("select 1 from acme_contacts where id = ?", "erp:" + run + "deleted"))
                .isEmpty();
    }

    @Test
    void batchShouldWriteTheSameRowsAsSingleCalls() {
        String contact = """
                "firstName":"Zoë","lastName":"Ňovák 🎈","email":"zoe@example.com","phone":"+1 555","company":"Ac\\"me",
                "title":"Dr.","address":{"street":"1, Main\\nSt \\\\","city":"","country":"NZ"},"notes":"a\\nb{},\\"",
                "status":"archived","tags":["b","a","b"],"customFields":{"n":12345678901234567890.123,"deep":{"x":[1]}}""";
        api.post("/api/contacts", "{%s,\"source\":\"erp\",\"sourceId\":\"%ssingle\"}".formatted(contact, run));

        batch("""
                {"op":"create","source":"erp","sourceId":"%sbatch","contact":{%s}}""".formatted(run, contact));

        assertThat(rowOf("batch")).isEqualTo(rowOf("single"));
        assertThat(acmeRowOf("batch")).isEqualTo(acmeRowOf("single"));
        assertThat(events("batch")).containsExactly(created("batch"));
        assertThat(eventRowOf("batch")).isEqualTo(eventRowOf("single"));
    }

    @Test
    void whatAcmeCrmHasWrittenShouldSurvive() {
        create("theirs");
        Database.change(
                "update acme_contacts set data = data || '{\"x\":1}', version = 7 where id = ?", acmeId("theirs"));
        create("gone");
        Database.change("delete from acme_contacts where id = ?", acmeId("gone"));

        batch(upsert("theirs", "Ada"), upsert("gone", "Ada"));

        assertThatJson(acme("theirs")).node("x").isEqualTo(1);
        assertThatJson(acme("theirs")).node("acme_first_name").isEqualTo("Ada");
        assertThat(Database.rows("select version from acme_contacts where id = ?", acmeId("theirs")))
                .containsExactly(Map.of("version", "7"));
        assertThatJson(acme("gone")).node("acme_first_name").isEqualTo("Ada");
    }

    @Test
    void operationsOnOneContactShouldTakeEffectInOrder() {
        Answer answer = batch(
                create(1),
                update("1", 1, "{\"phone\":\"1\"}"),
                update("1", 1, "{\"phone\":\"2\"}"),
                update("1", 2, "{\"phone\":\"1\"}"),
                upsert("1", "Ada"),
                delete("1"),
                update("1", 3, "{}"),
                upsert("1", "Eve"),
                create(1));

        assertThat(statuses(answer)).containsExactly(201, 200, 409, 200, 200, 200, 404, 201, 409);
        assertThat(versions(answer)).containsExactly(1, 2, 2, 3, 4, 1);
        assertThatJson(answer.body()).node("data[2].problem").isObject().containsEntry("current", Map.of("phone", "1"));
        assertThatJson(answer.body()).node("data[2].problem.currentVersion").isEqualTo(2);
        assertThatJson(answer.body())
                .node("data[8].problem.existingId")
                .isEqualTo(items(answer).get(7).getString("id"));
        assertThat(types("1"))
                .containsExactly(
                        "contact.created 1",
                        "contact.updated 2",
                        "contact.updated 3",
                        "contact.deleted 4",
                        "contact.created 1");
        assertThat(api.get("/api/contacts/" + id("1")).data().getString("firstName"))
                .isEqualTo("Eve");
        assertThatJson(acme("1")).node("acme_phone").isEqualTo("\"\"");
    }

    @Test
    void contactThatIsOverAgainShouldLeaveItsEventsOnly() {
        Answer answer = batch(create(1), delete("1"), create(1), delete("1"), create(2), delete("2"), create(2));

        assertThat(statuses(answer)).containsExactly(201, 200, 201, 200, 201, 200, 201);
        assertThat(types("1"))
                .containsExactly("contact.created 1", "contact.deleted 2", "contact.created 1", "contact.deleted 2");
        assertThat(Database.rows("select 1 from internal_contacts where source_id = ?", run + "1"))
                .isEmpty();
        assertThat(Database.rows("select 1 from acme_contacts where id = ?", acmeId("1")))
                .isEmpty();
        assertThat(id("2")).isEqualTo(items(answer).get(6).getString("id"));
    }

    @Test
    void faultsShouldHarmNobodyElse() {
        create("there");
        String there = id("there");

        Answer answer = batch(
                create(1),
                create("there", "Ada"),
                """
                {"op":"update","id":"%s","patch":{"phone":"2"}}""".formatted(there),
                """
                {"op":"update","id":"%s","version":7,"patch":{"phone":"2"}}""".formatted(there),
                """
                {"op":"update","id":"%s","version":1,"patch":{"email":"nonsense","firstName":null,"source":"x"}}""".formatted(there),
                """
                {"op":"update","id":"nonsense","patch":{}}""",
                """
                {"op":"upsert","source":"ERP","sourceId":"a:b","contact":{"lastName":"","email":"x","version":1}}""",
                """
                {"op":"upsert","source":"ERP","sourceId":"a:b","contact":{"lastName":"","email":"x"}}""",
                """
                {"op":"upsert","source":"erp","sourceId":"%sthere","version":3,"contact":%s}""".formatted(run, person("Eve")),
                """
                {"op":"delete","id":"%s"}""".formatted(UUID.randomUUID()),
                "{\"op\":\"delete\",\"patch\":{}}",
                create(2));

        assertThat(statuses(answer)).containsExactly(201, 409, 428, 409, 422, 404, 409, 422, 409, 404, 422, 201);
        assertThatJson(problem(answer, 1)).isObject().containsEntry("existingId", there);
        assertThatJson(problem(answer, 3))
                .isEqualTo("""
                        {"type":"/problems/stale-version","title":"The contact has changed","status":409,
                         "detail":"${json-unit.any-string}","instance":"/api/contacts/batch","requestId":"%s",
                         "currentVersion":1,"current":{"phone":""}}""".formatted(answer.header("X-Request-Id").orElseThrow()));
        assertThat(pointers(answer, 4)).containsExactly("/patch/email", "/patch/firstName", "/patch/source");
        assertThat(pointers(answer, 7))
                .containsExactly("/contact/email", "/contact/firstName", "/contact/lastName", "/source", "/sourceId");
        assertThatJson(problem(answer, 8)).node("current").isEqualTo("{\"firstName\":\"Grace\"}");
        assertThat(pointers(answer, 10)).containsExactly("/patch", "/id");
        assertThat(count()).isEqualTo(3);
        assertThat(events("there")).containsExactly(created("there"));
    }

    @Test
    void atomicBatchShouldDoNothingWhenOneOperationIsRefused() {
        create("there");

        Answer answer =
                atomic(create(1), update("there", 1, "{\"phone\":\"2\"}"), delete("absent"), create("there", "Ada"));

        assertThat(answer.status()).isEqualTo(207);
        assertThat(statuses(answer)).containsExactly(424, 424, 404, 409);
        assertThatJson(problem(answer, 0)).node("type").isEqualTo("/problems/failed-dependency");
        assertThat(count()).isEqualTo(1);
        assertThat(events("there")).containsExactly(created("there"));
        assertThat(events("1")).isEmpty();
    }

    @Test
    void atomicBatchShouldDoEverythingWhenNothingIsRefused() {
        Answer answer = atomic(create(1), update("1", 1, "{\"phone\":\"2\"}"), create(2));

        assertThat(statuses(answer)).containsExactly(201, 200, 201);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void operationThatChangesNothingShouldKeepTheVersionAndMakeNoEvent() {
        create("same");

        Answer answer = batch(upsert("same", "Grace"), update("same", 1, "{\"firstName\":\"Grace\"}"));

        assertThat(statuses(answer)).containsExactly(200, 200);
        assertThat(versions(answer)).containsExactly(1, 1);
        assertThat(events("same")).containsExactly(created("same"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {"operations":[{"op":"drop"}]}                                       | /operations/0/op
                {"operations":[{"op":"delete","id":"x"},{}]}                         | /operations/1/op
                {"operations":[{"op":"delete","id":1}]}                              | /operations/0/id
                {"operations":[{"op":"delete","id":"x","version":"1"}]}              | /operations/0/version
                {"operations":[{"op":"delete","id":"x","if":"1"}]}                   | /operations/0/if
                {"operations":[{"op":"create","contact":{"shoe":1}}]}                | /operations/0/contact/shoe
                {"operations":[{"op":"update","id":"x","patch":{"tags":[1]}}]}       | /operations/0/patch/tags/0
                {"operations":[{"op":"update","id":"x","patch":[]}]}                 | /operations/0/patch
                {"operations":[7]}                                                   | /operations/0
                {"operations":{}}                                                    | /operations
                {}                                                                   | /operations
                {"atomic":"yes","operations":[]}                                     | /atomic
                {"operations":[],"a/b":1}                                            | /a~1b
                """)
    void misshapenBatchShouldBeRefusedAsAWhole(String body, String pointer) {
        Answer answer = api.post("/api/contacts/batch", body);

        assertThat(Problems.assertProblem(answer, 400, "invalid-request")
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo(pointer);
    }

    @Test
    void misshapenOperationShouldKeepTheOthersFromBeingDone() {
        Answer answer = batch(create(1), "{\"op\":\"create\",\"contact\":{\"age\":7}}");

        Problems.assertProblem(answer, 400, "invalid-request");
        assertThat(count()).isZero();
    }

    @Test
    void thousandOperationsShouldBeDoneInOrder() {
        Answer answer = batch(operations(1_000, index -> index % 10 == 9 ? upsert("0", "V" + index) : create(index)));

        assertThat(answer.status()).as(answer.body().substring(0, 200)).isEqualTo(207);
        assertThat(items(answer))
                .extracting(item -> item.getInt("index"))
                .isSorted()
                .hasSize(1_000);
        assertThat(Collections.frequency(statuses(answer), 201)).isEqualTo(900);
        assertThat(count()).isEqualTo(900);
        List<String> keys = Database.rows(
                        "select message_key from event_processing where message_key like ? order by seq", acmeId("%"))
                .stream()
                .map(row -> row.get("message_key"))
                .toList();
        assertThat(keys)
                .containsExactlyElementsOf(IntStream.range(0, 1_000)
                        .mapToObj(index -> acmeId(index % 10 == 9 ? "0" : Integer.toString(index)))
                        .toList());
        assertThat(types("0")).hasSize(101).last().isEqualTo("contact.updated 101");
        assertThat(Database.rows(
                        "select distinct data->>'acme_first_name' as name from acme_contacts where id = ?",
                        acmeId("0")))
                .containsExactly(Map.of("name", "V999"));
    }

    @Test
    void moreThanAThousandOperationsOrNoneShouldBeRefused() {
        Answer tooMany = batch(operations(1_001, this::create));
        Answer none = batch();

        Problems.assertProblem(tooMany, 422, "invalid-fields");
        assertThatJson(tooMany.body()).node("errors[0].pointer").isEqualTo("/operations");
        Problems.assertProblem(none, 422, "invalid-fields");
        assertThat(count()).isZero();
    }

    @Test
    void batchMayBeLargerThanOtherBodiesUpToEightMebibytes() {
        String notes = "x".repeat(9_900);
        Answer large = batch(operations(
                300,
                index -> create(Integer.toString(index), "Ada\",\"notes\":\"%s\",\"title\":\"T".formatted(notes))));

        assertThat(statuses(large)).hasSize(300).containsOnly(201);
        Problems.assertProblem(send(padded(8 * MEBIBYTE + 1)), 413, "payload-too-large");
        Problems.assertProblem(send(padded(8 * MEBIBYTE)), 422, "invalid-fields");
    }

    @Test
    void batchesInOppositeOrderShouldNotStandInEachOthersWay() {
        List<String> forward = List.of(operations(200, index -> upsert(Integer.toString(index), "NAME" + index)));
        List<String> backward = new ArrayList<>(forward);
        Collections.reverse(backward);
        batch(operations(100, this::create));
        for (int round = 0; round < 2; round++) {
            List<CompletableFuture<Answer>> batches = new ArrayList<>();
            List<CompletableFuture<Answer>> singles = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String name = "R" + round + "W" + writer;
                String body = body(false, writer % 2 == 0 ? forward : backward).replace("NAME", name);
                batches.add(start(() -> api.post("/api/contacts/batch", body)));
                String contact = "/api/contacts/" + id(Integer.toString(writer * 30));
                singles.add(start(() -> api.patch(contact, "{\"title\":\"" + name + "\"}", "If-Match", "*")));
            }
            assertThat(batches)
                    .extracting(CompletableFuture::join)
                    .allSatisfy(answer ->
                            assertThat(statuses(answer)).containsAnyOf(200, 201).doesNotContain(409));
            assertThat(singles).extracting(answer -> answer.join().status()).isSubsetOf(200, 412);
        }
        assertThat(count()).isEqualTo(200);
        assertEventsAreTheVersions(200);
    }

    @Test
    void oneOfManyCreatorsShouldWinEachContact() {
        List<Answer> answers = IntStream.range(0, 4)
                .mapToObj(writer -> operations(100, index -> create(writer % 2 == 0 ? index : 99 - index)))
                .map(operations -> start(() -> batch(operations)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(207);
        List<Integer> statuses =
                answers.stream().flatMap(answer -> statuses(answer).stream()).toList();
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(100);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(300);
        assertThat(count()).isEqualTo(100);
        assertEventsAreTheVersions(100);
    }

    @Test
    void batchShouldSayThatOthersAreInItsWayAndBeDoneOnceTheyAreNot() throws SQLException {
        create("held");
        try (Connection other = Database.connect()) {
            other.setAutoCommit(false);
            Database.prepare(other, "select 1 from internal_contacts where source_id = ? for update", run + "held")
                    .execute();

            Answer refused = batch(create(1), upsert("held", "Ada"));

            Problems.assertProblem(refused, 503, "service-unavailable");
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(count()).isEqualTo(1);
            other.rollback();
        }
        assertThat(statuses(batch(create(1), upsert("held", "Ada")))).containsExactly(201, 200);
    }

    @Test
    void batchShouldBeRefusedAsAWholeWhilePostgresIsFrozen() {
        create("there");
        Environment.services.freeze(Service.POSTGRES);
        Answer refused;
        long start = System.nanoTime();
        long millis;
        try {
            refused = batch(create(1), upsert("there", "Ada"));
            millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        } finally {
            Environment.services.thaw(Service.POSTGRES);
        }

        Problems.assertProblem(refused, 503, "service-unavailable");
        assertThat(refused.json().getString("outcome")).isEqualTo("none");
        assertThat(millis).isLessThan(2_500);
        Awaitility.await("PostgreSQL serves again")
                .atMost(Duration.ofSeconds(10))
                .until(() -> api.get("/api/contacts?limit=1").status() == 200);
        assertThat(count()).isEqualTo(1);
        assertThat(statuses(batch(create(1), upsert("there", "Ada")))).containsExactly(201, 200);
    }

    @Test
    void batchShouldCountAsOneCall() {
        Answer answer = batch(create(1), create(2), create(3));

        assertThat(answer.header("RateLimit").orElseThrow()).contains("r=29;");
    }

    /** Of each contact: created once, then one version after the other. */
    private void assertEventsAreTheVersions(int contacts) {
        Map<String, List<String>> versions = Database.rows(
                        "select message_key, contact_version from event_processing where message_key like ? order by seq",
                        acmeId("%"))
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("message_key"),
                        Collectors.mapping(row -> row.get("contact_version"), Collectors.toList())));
        assertThat(versions).hasSize(contacts);
        versions.forEach((key, found) -> assertThat(found)
                .as(key)
                .isEqualTo(IntStream.rangeClosed(1, found.size())
                        .mapToObj(Integer::toString)
                        .toList()));
        assertThat(Database.rows("""
                select c.source_id from internal_contacts c join acme_contacts a on a.id = c.source || ':' || c.source_id
                where c.source_id like ? and (a.data->>'acme_first_name' is distinct from c.first_name
                    or c.version <> (select max(contact_version) from event_processing where message_key = a.id))""", run + "%")).isEmpty();
    }

    private <T> CompletableFuture<T> start(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, threads);
    }

    private void create(String name) {
        assertThat(statuses(batch(create(name, "Grace")))).containsExactly(201);
    }

    private String create(int index) {
        return create(Integer.toString(index), "Grace");
    }

    private String create(String name, String firstName) {
        return """
                {"op":"create","source":"erp","sourceId":"%s%s","contact":%s}""".formatted(run, name, person(firstName));
    }

    private String upsert(String name, String firstName) {
        return """
                {"op":"upsert","source":"erp","sourceId":"%s%s","contact":%s}""".formatted(run, name, person(firstName));
    }

    private String update(String name, int version, String patch) {
        return """
                {"op":"update","source":"erp","sourceId":"%s%s","version":%d,"patch":%s}""".formatted(run, name, version, patch);
    }

    private String delete(String name) {
        return "{\"op\":\"delete\",\"source\":\"erp\",\"sourceId\":\"%s%s\"}".formatted(run, name);
    }

    private static String person(String firstName) {
        return "{\"firstName\":\"%s\",\"lastName\":\"Hopper\",\"email\":\"grace@example.com\"}".formatted(firstName);
    }

    private static String[] operations(int count, IntFunction<String> operation) {
        return IntStream.range(0, count).mapToObj(operation).toArray(String[]::new);
    }

    private Answer batch(String... operations) {
        return api.post("/api/contacts/batch", body(false, List.of(operations)));
    }

    private Answer atomic(String... operations) {
        return api.post("/api/contacts/batch", body(true, List.of(operations)));
    }

    private static String body(boolean atomic, List<String> operations) {
        return "{\"atomic\":%s,\"operations\":[%s]}".formatted(atomic, String.join(",", operations));
    }

    private Answer send(String body) {
        return api.send(api.request("/api/contacts/batch")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String padded(int bytes) {
        String body = "{\"operations\":[]}";
        return body + " ".repeat(bytes - body.length());
    }

    private static List<JsonObject> items(Answer answer) {
        return answer.json().getJsonArray("data").getValuesAs(JsonObject.class);
    }

    private static List<Integer> statuses(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(207);
        return items(answer).stream().map(item -> item.getInt("status")).toList();
    }

    private static List<Integer> versions(Answer answer) {
        return items(answer).stream()
                .filter(item -> item.containsKey("version"))
                .map(item -> item.getInt("version"))
                .toList();
    }

    private static String problem(Answer answer, int index) {
        return items(answer).get(index).getJsonObject("problem").toString();
    }

    private static List<String> pointers(Answer answer, int index) {
        return items(answer).get(index).getJsonObject("problem").getJsonArray("errors").stream()
                .map(JsonValue::asJsonObject)
                .map(error -> error.getString("pointer"))
                .toList();
    }

    private String acmeId(String name) {
        return "erp:" + run + name;
    }

    private String id(String name) {
        return Database.rows("select id from internal_contacts where source = 'erp' and source_id = ?", run + name)
                .get(0)
                .get("id");
    }

    private int count() {
        return Database.rows("select 1 from internal_contacts where source_id like ?", run + "%")
                .size();
    }

    private String acme(String name) {
        return Database.rows("select data from acme_contacts where id = ?", acmeId(name))
                .get(0)
                .get("data");
    }

    /** Without what differs between any two contacts. */
    private List<Map<String, String>> rowOf(String name) {
        return Database.rows("""
                select to_jsonb(c) - 'id' - 'source_id' - 'created_at' - 'updated_at' as row
                from internal_contacts c where source_id = ?""", run + name);
    }

    private List<Map<String, String>> acmeRowOf(String name) {
        return Database.rows("""
                select data - 'id' - 'acme_created_at' - 'acme_updated_at' as data, version,
                    created_at = (data->>'acme_created_at')::timestamptz as told
                from acme_contacts where id = ?""", acmeId(name));
    }

    private List<Map<String, String>> eventRowOf(String name) {
        return Database.rows("""
                select event_type, contact_version, actor, address from event_processing where message_key = ?""", acmeId(name));
    }

    private List<String> events(String name) {
        return Database.rows("select details from event_processing where message_key = ? order by seq", acmeId(name))
                .stream()
                .map(row -> row.get("details"))
                .toList();
    }

    private List<String> types(String name) {
        return Database.rows(
                        "select event_type || ' ' || contact_version as told from event_processing where message_key = ? order by seq",
                        acmeId(name))
                .stream()
                .map(row -> row.get("told"))
                .toList();
    }

    private String created(String name) {
        return event("contact.created", name, "");
    }

    private String changed(String name, String fields) {
        return event("contact.updated", name, ",\"changedFields\":[" + fields + "]");
    }

    private String event(String type, String name, String more) {
        return "{\"type\":\"%s\",\"data\":{\"contactId\":\"%s\"%s}}".formatted(type, acmeId(name), more);
    }
}
