package com.acmecrm.integration.system;

import com.acmecrm.integration.openapi.Description;
import com.acmecrm.integration.openapi.Operation;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The description of the API: where it is, and whether what it tells to send is taken as it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpenApiSuite {

    private static final Description DESCRIPTION = Description.shipped();

    private Api api;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @AfterAll
    void clear() {
        Database.change("delete from event_processing where message_key like 'openapi-%'");
    }

    @Test
    void documentShouldBeServedAsItWasWritten() {
        Answer answer = Api.anonymous().get("/openapi");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.json()).isEqualTo(DESCRIPTION.json());
        assertThat(answer.json().getString("openapi")).startsWith("3.1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "text/yaml", "application/vnd.oai.openapi+yaml;q=0.9, text/x-yaml"})
    void documentShouldBeYamlForThoseWhoAccept(String accept) {
        Api anonymous = Api.anonymous();

        Answer answer = anonymous.send(anonymous.request("/openapi").header("Accept", accept));

        assertYaml(answer);
    }

    @Test
    void documentShouldBeInTheFormatThatTheAddressNames() {
        assertYaml(Api.anonymous().get("/openapi?format=yaml"));
        assertThat(Api.anonymous().get("/openapi?format=json").json()).isEqualTo(DESCRIPTION.json());
        Problems.assertProblem(Api.anonymous().get("/openapi?format=xml"), 400, "invalid-request");
    }

    @Test
    void documentShouldBeReadOnly() {
        Problems.assertProblem(Api.anonymous().post("/openapi", "{}"), 405, "method-not-allowed");
        Problems.assertProblem(Api.anonymous().get("/openapi/"), 404, "not-found");
        Api anonymous = Api.anonymous();
        HttpRequest.Builder head = anonymous.request("/openapi").method("HEAD", HttpRequest.BodyPublishers.noBody());
        assertThat(anonymous.send(head).status()).isEqualTo(200);
    }

    /** What a list says that it knows, when it is asked for something else. */
    @ParameterizedTest
    @MethodSource("lists")
    void parametersShouldBeThoseThatTheListKnows(Operation list) {
        JsonObject problem = Problems.assertProblem(api.get(list.path() + "?nonsense=1"), 400, "invalid-request");

        String known = problem.getString("detail").replaceAll("(?s).*known are (.*)\\.", "$1");
        assertThat(new TreeSet<>(Set.of(known.split(", ")))).isEqualTo(list.parameters("query"));
    }

    @ParameterizedTest
    @MethodSource("parameterExamples")
    void exampleOfAParameterShouldBeTaken(Operation list, String name, String value) {
        Answer answer = api.get(list.path() + "?" + name + "=" + value);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("requestExamples")
    void exampleOfARequestShouldBeAnsweredAsItSays(Operation operation, String type, String name, JsonObject example) {
        String path = DocumentedThings.address(operation, api);

        Answer answer = api.send(api.request(path)
                .header("Content-Type", type)
                .method(
                        operation.method(),
                        HttpRequest.BodyPublishers.ofString(example.get("value").toString())));

        assertThat(answer.status())
                .as(answer.toString())
                .isEqualTo(operation.statusOfExample(name).orElse(204));
    }

    /** So are the titles that the examples show those of the service. */
    @ParameterizedTest
    @MethodSource("problems")
    void problemShouldHaveAPageWithItsTitle(JsonObject problem) {
        Answer page = Api.anonymous().get(problem.getString("type"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>" + problem.getString("title") + "</h1>");
    }

    static Stream<Operation> lists() {
        return operations()
                .filter(operation -> operation.method().equals("GET"))
                .filter(operation -> operation.path().startsWith("/api/"))
                .filter(operation -> !operation.parameters("query").isEmpty());
    }

    static Stream<Arguments> parameterExamples() {
        return lists().flatMap(list -> list.parameters().values().stream()
                .filter(parameter -> parameter.getString("in").equals("query"))
                .filter(parameter -> parameter.containsKey("example"))
                .map(parameter -> Arguments.of(list, parameter.getString("name"), text(parameter))));
    }

    static Stream<Arguments> requestExamples() {
        return operations()
                .flatMap(operation -> operation.requestContent().entrySet().stream()
                        .flatMap(media -> examples(media.getValue().asJsonObject()).entrySet().stream()
                                .map(example -> Arguments.of(
                                        operation, media.getKey(), example.getKey(), example.getValue()))));
    }

    static Stream<JsonObject> problems() {
        return DESCRIPTION.json().getJsonObject("components").getJsonObject("responses").values().stream()
                .map(response ->
                        response.asJsonObject().getJsonObject("content").getJsonObject("application/problem+json"))
                .filter(content -> content != null)
                .flatMap(content -> content.getJsonObject("examples").values().stream())
                .map(example -> example.asJsonObject().getJsonObject("value"));
    }

    private static Stream<Operation> operations() {
        return DESCRIPTION.operations().stream();
    }

    private static JsonObject examples(JsonObject media) {
        return media.containsKey("examples") ? media.getJsonObject("examples") : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static String text(JsonObject parameter) {
        String text = parameter.get("example") instanceof JsonString string
                ? string.getString()
                : parameter.get("example").toString();
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void assertYaml(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/yaml");
        assertThat(answer.body()).startsWith("# The API as it is").contains("\nopenapi: 3.1.");
    }
}
