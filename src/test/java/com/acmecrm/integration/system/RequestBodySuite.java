package com.acmecrm.integration.system;

import com.acmecrm.integration.openapi.Description;
import com.acmecrm.integration.openapi.Operation;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Bodies that are absent, odd, encoded or cut off, at every address that reads one; and methods that there are not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class RequestBodySuite {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String RETRY_EVENT = "POST /api/events/{id}/retries";
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** Of a request that the service itself takes for its own fault. */
    private static final Predicate<String> ERROR =
            line -> line.contains("\"requestId\"") && line.contains("\"level\":\"ERROR\"");

    private Api api;
    private long errorsBefore;

    @BeforeAll
    void logIn() {
        api = Api.admin();
        errorsBefore = errors();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    static List<Operation> operationsWithBody() {
        return Description.shipped().operations().stream()
                .filter(operation -> !operation.requestContent().isEmpty())
                .toList();
    }

    static List<Operation> operationsThatNeedABody() {
        return operationsWithBody().stream()
                .filter(operation -> !operation.name().equals(RETRY_EVENT))
                .toList();
    }

    /** As {@code curl -X POST} sends it: without Content-Length, too. */
    @ParameterizedTest
    @MethodSource("operationsThatNeedABody")
    void requestWithoutBodyAndContentTypeShouldBeRefused(Operation operation) {
        String path = address(operation);
        SocketApi caller = SocketApi.from("127.0.0.1").as(api.token());
        SocketApi.Reply bare =
                (isLogin(operation) ? SocketApi.from("127.0.0.1") : caller).send(operation.method(), path);
        Answer empty = api.send(request(operation, path, BodyPublishers.noBody()));

        // Without Content-Type WildFly matches no method that consumes JSON.
        assertThat(bare.status()).as(bare.text()).isIn(400, 415);
        assertThat(bare.text()).containsAnyOf("The body is missing", "/problems/unsupported-media-type");
        Problems.assertProblem(
                empty, bare.status(), bare.status() == 400 ? "invalid-request" : "unsupported-media-type");
    }

    @ParameterizedTest
    @MethodSource("operationsThatNeedABody")
    void emptyBodyShouldBeRefused(Operation operation) {
        Answer answer = api.send(request(operation, address(operation), BodyPublishers.noBody())
                .header("Content-Type", "application/json"));

        Problems.assertProblem(answer, 400, "invalid-request");
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void bodyWithoutContentTypeShouldBeRefused(Operation operation) {
        Answer answer = api.send(request(operation, address(operation), BodyPublishers.ofString("{}")));

        Problems.assertProblem(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void encodedBodyShouldBeRefused(Operation operation) {
        String path = address(operation);
        for (String coding : List.of("gzip", "br", "identity, gzip")) {
            Answer answer =
                    api.send(request(operation, path, BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0}))
                            .header("Content-Type", "application/json")
                            .header("Content-Encoding", coding));

            JsonObject problem = Problems.assertProblem(answer, 415, "unsupported-media-type");
            assertThat(problem.getString("detail")).contains("Content-Encoding");
            assertThat(answer.header("Accept-Encoding")).hasValue("identity");
            assertThat(answer.header("RateLimit")).as("as any 415 of matching").isEmpty();
        }
    }

    @Test
    void bodyInIdentityCodingShouldBeRead() {
        assertThat(api.post("/api/contacts", person(""), "Content-Encoding", "Identity")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void absurdNumberShouldBeRefusedEverywhere(Operation operation) {
        String path = address(operation);
        for (String number : List.of(
                "1e2147483648", "-1e2147483648", "1e-2147483649", "0e99999999999", "-0e-99999999999", "1e2147483647")) {
            Redis.clearRateLimits();
            Answer answer = api.send(request(operation, path, BodyPublishers.ofString("{\"n\":%s}".formatted(number)))
                    .header("Content-Type", "application/json"));

            Problems.assertProblem(answer, 400, "invalid-request");
            assertThatJson(answer.body()).node("errors[0].pointer").isEqualTo("/n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":1e2147483648}",
                "{\"alg\":1e99999999999}",
                "{\"alg\":\"RS256\",\"x\":-1e-99999999999}"
            })
    void absurdNumberInATokenShouldBeRefused(String header) {
        Answer inHeader = new Api(TokenDraft.of("admin").header(header).signed()).get("/api/contacts");

        Problems.assertProblem(inHeader, 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"HS256\",\"x\":1e2147483648}",
                "{\"alg\":-1e-99999999999}",
                "{\"alg\":\"HS256\",\"x\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}",
                "[",
                "null"
            })
    void absurdHeaderOfACursorShouldBeRefused(String header) {
        String cursor = Stream.of(header, "{}", "x")
                .map(part ->
                        Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("."));

        for (String list : List.of("/api/contacts", "/api/events", "/api/users", "/api/audit", "/api/contacts/drift")) {
            Problems.assertProblem(api.get(list + "?cursor=" + cursor), 400, "invalid-request");
        }
    }

    @Test
    void byteOrderMarkShouldBeSkipped() {
        Answer created = sendBytes("POST", "/api/contacts", person(""));

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(sendBytes("PATCH", "/api/contacts/" + created.id(), "{\"notes\":\"a\",\"version\":1}")
                        .status())
                .isEqualTo(200);
        assertThat(sendBytes(
                                "POST",
                                "/api/contacts/batch",
                                "{\"operations\":[{\"op\":\"delete\",\"id\":\"%s\"}]}".formatted(created.id()))
                        .status())
                .isEqualTo(207);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e0", "10e-1", "0.1E+1"})
    void versionMayBeWrittenInAnyNotation(String one) {
        String contact =
                "/api/contacts/" + api.post("/api/contacts", person("")).id();
        assertThat(api.patch(contact, "{\"notes\":\"a\",\"version\":%s}".formatted(one))
                        .status())
                .isEqualTo(200);
        Answer stale = api.patch(contact, "{\"notes\":\"b\",\"version\":%s}".formatted(one));
        Problems.assertProblem(stale, 409, "stale-version");

        String id = contact.substring(contact.lastIndexOf('/') + 1);
        Answer batch = api.post("/api/contacts/batch", """
                {"operations":[{"op":"update","id":"%s","version":20e-1,"patch":{"title":"x","version":2}}]}""".formatted(id));
        assertThatJson(batch.body()).node("data[0].status").isEqualTo(200);
        assertThat(api.post(contact + "/repairs", "{\"from\":\"internal\",\"version\":3.0}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "15e-1", "1e18"})
    void versionThatIsNoIntegerShouldBeRefused(String version) {
        String contact =
                "/api/contacts/" + api.post("/api/contacts", person("")).id();

        Problems.assertProblem(
                api.patch(contact, "{\"notes\":\"a\",\"version\":%s}".formatted(version)), 400, "invalid-request");
        Problems.assertProblem(
                api.post(contact + "/repairs", "{\"from\":\"internal\",\"version\":%s}".formatted(version)),
                400,
                "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/health/ready",
                "/openapi",
                "/metrics",
                "/problems/not-found",
                "/.well-known/jwks.json",
                "/problem.css",
                "/nothing",
                "/api/contacts",
                "/api/auth/login",
                "/api/nothing"
            })
    void unknownMethodShouldBeRefused(String path) {
        for (String method : List.of("FOO", "PROPFIND", "PURGE")) {
            SocketApi.Reply reply = SocketApi.from("127.0.0.1").send(method, path);

            assertThat(reply.status())
                    .as(reply.text())
                    .isIn(path.equals("/api/nothing") ? List.of(404, 405) : List.of(405));
            assertThat(reply.header("X-Request-Id")).isPresent();
            assertThat(reply.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
            assertThat(reply.header("Allow").isPresent()).isEqualTo(reply.status() == 405);
        }
    }

    @Test
    void bodyThatIsCutOffShouldChangeNothing() throws IOException {
        for (int call = 0; call < 5; call++) {
            try (Socket socket =
                    new Socket("127.0.0.1", Environment.application().getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write("""
                        POST /api/auth/login HTTP/1.1
                        Host: localhost
                        Content-Type: application/json
                        Content-Length: 100

                        {"username":""".replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        try (Socket socket = new Socket("127.0.0.1", Environment.application().getPort())) {
            socket.getOutputStream().write("""
                    POST /api/auth/login HTTP/1.1
                    Host: localhost
                    Connection: close
                    Content-Type: application/json
                    Transfer-Encoding: chunked

                    nonsense
                    {"username":""".replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.setSoTimeout(10_000);
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reply).doesNotContain(" 500 ");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void everyRequestShouldReleaseTheMemoryOfItsBody() {
        Awaitility.await("all memory of bodies is released")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Meters.now().samples().entrySet().stream()
                                .filter(sample -> sample.getKey().startsWith("acmecrm_bodies_memory_used_bytes"))
                                .map(Map.Entry::getValue))
                        .hasSize(4)
                        .containsOnly(0.0));
    }

    /** No input of a stranger may fill the log. */
    @AfterAll
    void nothingShouldHaveLeftAnError() {
        assertThat(errors() - errorsBefore)
                .as(String.join(
                        "\n", LogSuite.lines().stream().filter(ERROR).limit(20).toList()))
                .isZero();
    }

    private static long errors() {
        return LogSuite.lines().stream().filter(ERROR).count();
    }

    private HttpRequest.Builder request(Operation operation, String path, BodyPublisher body) {
        // A login is sent without a token.
        Api caller = isLogin(operation) ? Api.anonymous() : api;
        return caller.request(path).method(operation.method(), body);
    }

    private static boolean isLogin(Operation operation) {
        return operation.path().endsWith("/login");
    }

    private static String address(Operation operation) {
        return Stream.of(operation.path())
                .map(path -> path.startsWith("/api/users/") ? path.replace("{id}", "1") : path)
                .map(path -> path.replaceAll("\\{[^}]+}", UUID.randomUUID().toString()))
                .findFirst()
                .orElseThrow();
    }

    private Answer sendBytes(String method, String path, String body) {
        byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
        return api.send(api.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArrays(List.of(MARK, utf8))));
    }

    private static String person(String more) {
        return "{\"firstName\":\"Body\",\"lastName\":\"Reader\",\"email\":\"body@example.com\"%s}".formatted(more);
    }
}
