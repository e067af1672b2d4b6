package com.acmecrm.integration.system;

import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which addresses there are, and which methods each of them has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AddressesSuite {

    private static final String[] METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};

    private Api api;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/contacts/",
                "/api/contacts/drift/",
                "/api/users/",
                "/api/users/1/",
                "/api/auth/sessions/",
                "/api/events/",
                "/api/events/stream/",
                "/api/audit/",
                "/api/ops/overview/",
                "/api/",
                "/api",
                "/health/",
                "/health/x",
                "/health/ready/",
                "/metrics/",
                "/metrics/x",
                "/metrics/base",
                "/openapi/",
                "/openapi/x",
                "/.well-known/jwks.json/",
                "/.well-known/jwks.json/x",
                "/problem.css/",
                "/problems/",
                "/problems/nonsense",
                "/index.html/",
                "/nothing"
            })
    void whatIsNoAddressShouldBeNotFoundWhateverTheMethod(String path) {
        for (String method : METHODS) {
            Answer answer = send(method, path);

            assertThat(answer.status()).as(method).isEqualTo(404);
            assertThat(answer.header("Content-Type")).as(method).hasValue("application/problem+json");
            assertThat(answer.header("RateLimit")).as(method).isEmpty();
        }
    }

    @Test
    void createAtAnAddressWithASlashShouldCreateNothing() {
        String contact = """
                {"firstName":"Slash","lastName":"Slash","email":"slash@example.com"}""";

        Problems.assertProblem(api.post("/api/contacts/", contact), 404, "not-found");
        Problems.assertProblem(Api.anonymous().post("/api/auth/login/", "{}"), 404, "not-found");
        assertThat(Database.rows("select 1 from internal_contacts where email = 'slash@example.com'"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/.well-known/jwks.json | GET, HEAD",
                "/openapi | GET, HEAD",
                "/health | GET, HEAD",
                "/health/live | GET, HEAD",
                "/health/ready | GET, HEAD",
                "/health/started | GET, HEAD",
                "/metrics | GET, HEAD",
                "/problem.css | GET, HEAD",
                "/problems/not-found | GET, HEAD",
                "/ | GET, HEAD",
                "/index.html | GET, HEAD",
                "/api/contacts | GET, HEAD, POST",
                "/api/contacts/batch | POST",
                "/api/contacts/by-source/a/b | DELETE, GET, HEAD, PATCH, PUT",
                "/api/contacts/drift | GET, HEAD",
                "/api/contacts/0d9f4c8e-6f43-4b52-9a55-6a8c5f0c7f10 | DELETE, GET, HEAD, PATCH",
                "/api/contacts/0d9f4c8e-6f43-4b52-9a55-6a8c5f0c7f10/repairs | POST",
                "/api/auth/login | POST",
                "/api/auth/sessions | DELETE, GET, HEAD",
                "/api/users/1/password | PUT",
                "/api/events/stream | GET, HEAD"
            })
    void allowShouldNameTheMethodsThereAre(String path, String allowed) {
        // The document has no 405: GET /api/contacts/batch would be held against GET /api/contacts/{id}.
        Stream<String> methods = path.matches(".*/(batch|drift)") ? Stream.of("PUT") : Arrays.stream(METHODS);
        Stream.concat(methods, Stream.of("OPTIONS", "FOO"))
                .filter(method -> !Arrays.asList(allowed.split(", ")).contains(method))
                .forEach(method -> {
                    Answer answer = send(method, path);

                    assertThat(answer.status()).as(method).isEqualTo(405);
                    assertThat(answer.header("Allow")).as(method).hasValue(allowed);
                    assertThat(answer.header("Content-Type")).as(method).hasValue("application/problem+json");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/api/nothing", "/api/contacts/", "/api/contacts/batch/x/y"})
    void optionsOfNoAddressShouldBeNotFound(String path) {
        assertThat(send("OPTIONS", path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "..."})
    void externalIdThatIsNoSegmentOfAnAddressShouldBeRefused(String sourceId) {
        String contact = """
                {"firstName":"Dot","lastName":"Dot","email":"dot@example.com","source":"dots","sourceId":"%s"}""".formatted(sourceId);

        Answer created = api.post("/api/contacts", contact);
        Answer batch = api.post("/api/contacts/batch", """
                {"operations":[
                  {"op":"create","contact":%1$s},
                  {"op":"upsert","contact":%1$s},
                  {"op":"upsert","source":"dots","sourceId":"%2$s","contact":
                    {"firstName":"Dot","lastName":"Dot","email":"dot@example.com"}}]}""".formatted(contact, sourceId));

        assertThat(Problems.assertProblem(created, 422, "invalid-fields")
                        .getJsonArray("errors")
                        .toString())
                .contains("\"/sourceId\"");
        assertThat(batch.json().getJsonArray("data"))
                .extracting(result -> result.asJsonObject().getInt("status"))
                .containsExactly(422, 422, 422);
        assertThat(Database.rows("select 1 from internal_contacts where source = 'dots'"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi", "/.well-known/jwks.json", "/problem.css", "/"})
    void whatIsReadAgainShouldBeConditional(String path) {
        Api anonymous = Api.anonymous();
        String tag = anonymous.get(path).header("ETag").orElseThrow();

        for (String known :
                new String[] {tag, "*", "\"x\", " + tag, tag.startsWith("W/") ? tag.substring(2) : "W/" + tag}) {
            Answer same = anonymous.get(path, "If-None-Match", known);
            assertThat(same.status()).as(known).isEqualTo(304);
            assertThat(same.header("ETag")).hasValue(tag);
            assertThat(same.body()).isEmpty();
        }
        assertThat(anonymous.get(path, "If-None-Match", "\"x\"").status()).isEqualTo(200);
        assertThat(anonymous.get(path, "If-Match", "*").status()).isEqualTo(200);
        Problems.assertProblem(anonymous.get(path, "If-Match", "\"x\""), 412, "precondition-failed");
    }

    private Answer send(String method, String path) {
        return api.send(api.request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }
}
