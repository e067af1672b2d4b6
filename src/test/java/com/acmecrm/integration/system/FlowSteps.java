package com.acmecrm.integration.system;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** The seven steps of the flow document, in their order, with its own contacts: ids, times and signatures apart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class FlowSteps {

    private static final String ANY_TIME =
            "${json-unit.regex}\\\\d{4}-\\\\d\\\\d-\\\\d\\\\dT\\\\d\\\\d:\\\\d\\\\d:\\\\d\\\\d\\\\.\\\\d{3}Z";

    private Api api;
    private String firstId;
    private String secondId;

    @BeforeAll
    void begin() {
        Redis.clearRateLimits();
    }

    @Test
    @Order(1)
    void loginShouldAnswerATokenWhoseRecordIsInRedis() {
        Answer answer = Api.anonymous().login("admin@acmecrm.com", "admin123");

        assertThat(answer.status()).isEqualTo(200);
        assertThatJson(answer.body()).isEqualTo("""
                        {"data":{"token":"${json-unit.any-string}","expiresIn":3600,"tokenType":"Bearer"}}""");
        String token = answer.data().getString("token");
        var claims = Tokens.claims(token);
        assertThatJson(claims.toString()).isEqualTo("""
                        {"iss":"acmecrm-integration","sub":"1","username":"admin@acmecrm.com","role":"admin",
                         "upn":"admin@acmecrm.com","groups":["admin"],
                         "jti":"${json-unit.any-string}","iat":"${json-unit.any-number}","exp":"${json-unit.any-number}"}""");
        long issuedAt = claims.getJsonNumber("iat").longValue();
        String key = "auth:token:" + claims.getString("jti");
        assertThat(Redis.hash(key))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "userId",
                        "1",
                        "issuedAt",
                        Long.toString(issuedAt),
                        "expiresAt",
                        Long.toString(issuedAt + 3600),
                        "revoked",
                        "false"));
        assertThat(Redis.secondsToLive(key)).isBetween(3590L, 3600L);
        api = new Api(token);
    }

    @Test
    @Order(2)
    void firstContactShouldBeKeptInBothFormatsAndTold() {
        Answer answer =
                create("John", "Doe", "john.doe@example.com", "555-123-4567", "Acme Inc", "Software Engineer", 1);

        firstId = answer.id();
        assertCreated(
                answer, "John", "Doe", "john.doe@example.com", "555-123-4567", "Acme Inc", "Software Engineer", 1);
    }

    @Test
    @Order(3)
    void secondContactShouldBeKeptInBothFormatsAndTold() {
        Answer answer =
                create("Jane", "Smith", "jane.smith@example.com", "555-987-6543", "Tech Corp", "Product Manager", 2);

        secondId = answer.id();
        assertCreated(
                answer, "Jane", "Smith", "jane.smith@example.com", "555-987-6543", "Tech Corp", "Product Manager", 2);
    }

    @Test
    @Order(4)
    void thirdContactShouldBeKeptInBothFormatsAndTold() {
        Answer answer = create(
                "Michael", "Brown", "michael.brown@example.com", "555-111-2222", "Innovative Tech", "Developer", 4);

        assertCreated(
                answer,
                "Michael",
                "Brown",
                "michael.brown@example.com",
                "555-111-2222",
                "Innovative Tech",
                "Developer",
                4);
    }

    @Test
    @Order(5)
    void updateShouldChangeBothFormatsAndTellWhatChanged() {
        Map<String, String> before = acmeRow("contact-2");

        Answer answer = api.patch("/api/contacts/" + secondId, """
                {"lastName": "Smith-Jones", "title": "Senior Product Manager", "version": 1}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).hasValue("\"2\"");
        assertThatJson(answer.body()).isEqualTo("""
                        {"data":{"id":"%s","firstName":"Jane","lastName":"Smith-Jones","email":"jane.smith@example.com",
                          "phone":"555-987-6543","company":"Tech Corp","title":"Senior Product Manager","address":{},
                          "notes":"","status":"active","tags":[],"customFields":{},"source":"acmecrm",
                          "sourceId":"contact-2","createdAt":"%s","updatedAt":"%s","version":2}}""".formatted(secondId, ANY_TIME, ANY_TIME));
        String updatedAt = answer.data().getString("updatedAt");
        assertThat(internalRow(secondId))
                .containsEntry("last_name", "Smith-Jones")
                .containsEntry("title", "Senior Product Manager")
                .containsEntry("first_name", "Jane")
                .containsEntry("version", "2");
        assertThatJson(acmeRow("contact-2").get("data"))
                .isEqualTo(acmeData(
                        "Jane",
                        "Smith-Jones",
                        "jane.smith@example.com",
                        "555-987-6543",
                        "Tech Corp",
                        "Senior Product Manager",
                        2,
                        answer.data().getString("createdAt"),
                        updatedAt));
        assertThat(acmeRow("contact-2"))
                .containsEntry("version", "1")
                .containsEntry("created_at", before.get("created_at"));
        assertThat(acmeRow("contact-2").get("updated_at")).isNotEqualTo(before.get("updated_at"));
        assertThat(Topic.await("contact-2", 2).get(1).value())
                .isEqualTo("{\"type\":\"contact.updated\",\"data\":{\"contactId\":\"contact-2\","
                        + "\"changedFields\":[\"acme_last_name\",\"acme_title\",\"acme_updated_at\"]}}");
    }

    @Test
    @Order(6)
    void deleteShouldRemoveBothFormatsAndTell() {
        Answer answer = api.delete("/api/contacts/" + firstId);

        assertThat(answer.status()).isEqualTo(200);
        assertThatJson(answer.body())
                .isEqualTo("{\"message\":\"Contact deleted successfully\",\"id\":\"%s\"}".formatted(firstId));
        assertThat(Database.rows("select * from internal_contacts where id::text = ?", firstId))
                .isEmpty();
        assertThat(Database.rows("select * from acme_contacts where id = 'contact-1'"))
                .isEmpty();
        Topic.Message told = Topic.await("contact-1", 2).get(1);
        assertThat(told.value()).isEqualTo("{\"type\":\"contact.deleted\",\"data\":{\"contactId\":\"contact-1\"}}");
        assertThat(told.headers()).containsEntry("ce_contactversion", "2");
        assertThat(api.get("/api/contacts/" + firstId).status()).isEqualTo(404);
    }

    @Test
    @Order(7)
    void thirtyRequestsShouldPassAndTheRestBeRefused() {
        Redis.clearRateLimits();

        List<Answer> answers = IntStream.range(0, 40)
                .mapToObj(call -> api.get("/api/contacts"))
                .toList();

        assertThat(answers.subList(0, 30)).extracting(Answer::status).containsOnly(200);
        assertThat(answers.subList(30, 40)).extracting(Answer::status).containsOnly(429);
        assertThat(Redis.text("rate:limit:GET:/api/contacts:127.0.0.1")).isEqualTo("40");
        assertThat(Redis.secondsToLive("rate:limit:GET:/api/contacts:127.0.0.1"))
                .isBetween(1L, 60L);
        assertThat(answers.get(0).header("RateLimit-Policy")).hasValue("\"api\";q=30;w=60");
        assertThat(answers.get(0).header("RateLimit").orElseThrow()).matches("\"api\";r=29;t=(60|59)");
        Answer refused = answers.get(30);
        assertThat(refused.header("RateLimit").orElseThrow()).matches("\"api\";r=0;t=\\d+");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThatJson(refused.body()).node("type").isEqualTo("/problems/quota-exceeded");
    }

    @Test
    @Order(8)
    void logoutShouldRevokeTheToken() {
        Answer answer = api.post("/api/auth/logout", "");

        assertThat(answer.status()).isEqualTo(204);
        String key = "auth:token:" + Tokens.claims(api.token()).getString("jti");
        assertThat(Redis.hash(key)).hasSize(4).containsEntry("revoked", "true");
        Redis.clearRateLimits();
        Answer refused = api.get("/api/contacts");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).hasValue("Bearer realm=\"acmecrm\", error=\"invalid_token\"");
    }

    private Answer create(
            String first, String last, String email, String phone, String company, String title, int number) {
        return api.post("/api/contacts", """
                {"firstName": "%s", "lastName": "%s", "email": "%s", "phone": "%s", "company": "%s", "title": "%s",
                 "source": "acmecrm", "sourceId": "contact-%d"}""".formatted(first, last, email, phone, company, title, number));
    }

    private static void assertCreated(
            Answer answer,
            String first,
            String last,
            String email,
            String phone,
            String company,
            String title,
            int number) {
        assertThat(answer.status()).isEqualTo(201);
        assertThatJson(answer.body())
                .isEqualTo("""
                        {"data":{"status":"active","tags":[],"customFields":{},"address":{},"createdAt":"%1$s",
                          "updatedAt":"%1$s","version":1,"id":"${json-unit.any-string}","firstName":"%2$s",
                          "lastName":"%3$s","email":"%4$s","phone":"%5$s","company":"%6$s","title":"%7$s","notes":"",
                          "source":"acmecrm","sourceId":"contact-%8$d"}}""".formatted(ANY_TIME, first, last, email, phone, company, title, number));
        String id = answer.id();
        assertThat(answer.header("Location").orElseThrow()).endsWith("/api/contacts/" + id);
        assertThat(answer.header("ETag")).hasValue("\"1\"");
        String createdAt = answer.data().getString("createdAt");
        assertThat(answer.data().getString("updatedAt")).isEqualTo(createdAt);

        Map<String, String> internal = internalRow(id);
        assertThat(internal)
                .containsEntry("first_name", first)
                .containsEntry("last_name", last)
                .containsEntry("email", email)
                .containsEntry("phone", phone)
                .containsEntry("company", company)
                .containsEntry("title", title)
                .containsEntry("address", "{}")
                .containsEntry("notes", "")
                .containsEntry("status", "active")
                .containsEntry("tags", "[]")
                .containsEntry("custom_fields", "{}")
                .containsEntry("source", "acmecrm")
                .containsEntry("source_id", "contact-" + number)
                .containsEntry("version", "1");
        assertThat(Instant.parse(internal.get("created_utc"))).isEqualTo(Instant.parse(createdAt));

        Map<String, String> acme = acmeRow("contact-" + number);
        assertThat(acme).containsEntry("version", "1");
        assertThatJson(acme.get("data"))
                .isEqualTo(acmeData(first, last, email, phone, company, title, number, createdAt, createdAt));

        String value = "{\"type\":\"contact.created\",\"data\":{\"contactId\":\"contact-%d\"}}".formatted(number);
        Topic.Message told = Topic.await("contact-" + number, 1).get(0);
        assertThat(told.value()).isEqualTo(value);
        Map<String, String> event = Database.rows(
                        "select * from event_processing where message_key = ?", "contact-" + number)
                .get(0);
        assertThat(event)
                .containsEntry("event_type", "contact.created")
                .containsEntry("details", value)
                .satisfies(row -> assertThat(row.get("processed_at") == null)
                        .as("it has a time as soon as it is processed")
                        .isEqualTo(!row.get("status").equals("processed")));
        assertThat(told.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", event.get("id"))
                .containsEntry("ce_source", "/acmecrm-integration")
                .containsEntry("ce_type", "contact.created")
                .containsEntry("ce_contactversion", "1")
                .containsEntry("content-type", "application/json");
        assertThat(told.headers().get("ce_time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    private static String acmeData(
            String first,
            String last,
            String email,
            String phone,
            String company,
            String title,
            int number,
            String createdAt,
            String updatedAt) {
        return """
                {"id":"contact-%7$d","acme_tags":[],"acme_email":"%3$s","acme_notes":"","acme_phone":"%4$s",
                 "acme_title":"%6$s","acme_status":"Active","acme_address":"","acme_company":"%5$s","acme_version":1,
                 "acme_last_name":"%2$s","acme_created_at":"%8$s","acme_first_name":"%1$s","acme_updated_at":"%9$s",
                 "acme_custom_fields":{}}""".formatted(first, last, email, phone, company, title, number, createdAt, updatedAt);
    }

    private static Map<String, String> internalRow(String id) {
        return Database.rows("""
                        select *, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_utc
                        from internal_contacts where id::text = ?""", id).get(0);
    }

    private static Map<String, String> acmeRow(String id) {
        return Database.rows("select * from acme_contacts where id = ?", id).get(0);
    }
}
