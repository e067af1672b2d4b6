package com.acmecrm.integration.system;

import java.net.http.HttpRequest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code Accept} and {@code Content-Type}, well-formed and not: answered alike on every server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MediaTypesSuite {

    private static final String VALID = """
            {"firstName":"Me","lastName":"Dia","email":"media@example.com"}""";

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
                "application/json;charset=utf-16",
                "application/json;q=0.5;charset=iso-8859-1",
                "application/json;v=1",
                "APPLICATION/JSON",
                "application/*;charset=utf-16",
                "*/*;charset=utf-16",
                "*",
                ",",
                "nonsense, application/json",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
            })
    void contentTypeShouldBeWhatTheDocumentSays(String accept) {
        Answer list = api.get("/api/contacts?limit=1", "Accept", accept);
        Answer created = api.post("/api/contacts", VALID, "Accept", accept);
        Answer read = api.get("/api/contacts/" + created.id(), "Accept", accept);
        Answer unknown = api.get("/api/contacts/" + UUID.randomUUID(), "Accept", accept);
        Answer head = api.send(api.request("/api/contacts")
                .header("Accept", accept)
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("Content-Type")).hasValue("application/json");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Content-Type")).hasValue("application/json");
        assertThat(read.header("Content-Type")).hasValue("application/json");
        assertThat(head.header("Content-Type")).hasValue("application/json");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void typeOfTheStreamShouldBeWhatTheDocumentSays() {
        Answer head = api.send(api.request("/api/events/stream")
                .header("Accept", "text/event-stream;charset=utf-16")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        Answer refused = api.get("/api/events/stream", "Accept", "application/json");

        assertThat(head.header("Content-Type")).hasValue("text/event-stream");
        Problems.assertProblem(refused, 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;q=0",
                "application/json;q=0, */*",
                "*/*;q=0",
                "text/*",
                "application/json;q=abc",
                "application/json;q=2",
                "application/json;charset=\"utf-8",
                "nonsense",
                "/",
                "application/",
                ";"
            })
    void whatDoesNotAcceptJsonShouldBeRefusedBeforeItIsCounted(String accept) {
        Answer answer = api.get("/api/contacts", "Accept", accept);

        Problems.assertProblem(answer, 406, "not-acceptable");
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.header("RateLimit")).isEmpty();
        assertThat(Redis.keys("rate:limit:*")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "*/json",
                "nonsense",
                "/",
                "application/",
                "application/json, text/plain",
                "application/json; charset",
                "application/json;charset=\"",
                ";",
                "text/json"
            })
    void bodyOfNoOrAnotherTypeShouldBeRefused(String type) {
        String contact = "/api/contacts/" + UUID.randomUUID();

        Problems.assertProblem(send("POST", "/api/contacts", type), 415, "unsupported-media-type");
        Problems.assertProblem(send("POST", "/api/auth/login", type), 415, "unsupported-media-type");
        Problems.assertProblem(send("PATCH", contact, type), 415, "unsupported-media-type");
        Problems.assertProblem(
                send("POST", "/api/events/" + UUID.randomUUID() + "/retries", type), 415, "unsupported-media-type");
        // No body is read here.
        Redis.clearRateLimits();
        assertThat(api.get("/api/contacts?limit=1", "Content-Type", type).status())
                .isEqualTo(200);
        assertThat(Redis.keys("rate:limit:*")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "APPLICATION/JSON", "application/json; charset=utf-8", "application/json;"})
    void jsonShouldBeTakenHoweverItIsNamed(String type) {
        assertThat(send("POST", "/api/contacts", type).status()).isEqualTo(201);
    }

    @Test
    void documentShouldBeYamlWhereThatIsPreferred() {
        Api anonymous = Api.anonymous();

        assertThat(anonymous.get("/openapi", "Accept", "application/yaml").header("Content-Type"))
                .hasValue("application/yaml");
        assertThat(anonymous
                        .get("/openapi", "Accept", "application/json;q=0.1, application/yaml")
                        .header("Content-Type"))
                .hasValue("application/yaml");
        assertThat(anonymous
                        .get("/openapi", "Accept", "application/yaml;q=0.5, */*")
                        .header("Content-Type"))
                .hasValue("application/json");
    }

    private Answer send(String method, String path, String type) {
        return api.send(api.request(path)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(VALID)));
    }
}
