package com.acmecrm.integration.system;

import com.acmecrm.integration.system.SocketApi.Reply;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that a server would answer by itself, empty and with any status: they are refused as problems. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MalformedRequestSuite {

    private static final String CONTACT = "/api/contacts/" + UUID.randomUUID();
    private static final String JANE =
            "{\"firstName\":\"Jane\",\"lastName\":\"Smith\",\"email\":\"jane.smith@example.com\"}";
    private static final String FOREIGN_HOST = "evil.example";

    private Api admin;
    private SocketApi editor;

    @BeforeAll
    void logIn() {
        admin = Api.admin();
        editor = SocketApi.anonymous().as(Tokens.valid("editor"));
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/contacts/by-source/shop/50%off, /api/contacts/by-source/shop/50%25off",
        "PUT, /api/contacts/by-source/shop/50%off, /api/contacts/by-source/shop/50%25off",
        "GET, /api/contacts/%, /api/contacts/%25",
        "PATCH, /api/contacts/42%, /api/contacts/42%25",
        "DELETE, /api/contacts/42%, /api/contacts/42%25",
        "DELETE, /api/contacts/42%2, /api/contacts/42%252",
        "POST, /api/contacts%, /api/contacts%25",
        "POST, /api/auth/login%, /api/auth/login%25",
        "GET, /health/ready%, /health/ready%25",
        "GET, /problem.css%g0, /problem.css%25g0",
        "GET, /%%%, /%25%25%25",
        "GET, /%zz?q=1, /%25zz",
        "GET, /nothing%?q=%, /nothing%25",
        "GET, /nothing;a=%, /nothing",
        "GET, /api/contacts/a%FFb, /api/contacts/a",
        "GET, /api/contacts/a\u00FFb, /api/contacts/a",
        "GET, /nothing%C3, /nothing",
        "GET, nothing, /nothing"
    })
    void malformedAddressShouldBeRefused(String method, String path, String instance) {
        for (SocketApi caller : new SocketApi[] {SocketApi.anonymous(), editor}) {
            Reply reply = caller.send(method, path);

            assertProblem(reply, 400, "/problems/invalid-request");
            assertThat(reply.json().getString("detail")).contains("two hexadecimal digits");
            assertThat(reply.json().getString("instance")).startsWith(instance);
        }
    }

    /** RFC 3986 has them in no path. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "GET, /api/contacts/a|b, /api/contacts/a%7Cb",
                "DELETE, /api/contacts/{id}, /api/contacts/%7Bid%7D",
                "PUT, /api/contacts/by-source/shop/a^b, /api/contacts/by-source/shop/a%5Eb",
                "GET, /api/contacts/\"a\", /api/contacts/%22a%22",
                "GET, /nothing[0], /nothing%5B0%5D"
            })
    void addressWithExcludedCharactersShouldBeRefused(String method, String path, String instance) {
        Reply reply = editor.send(method, path);

        assertProblem(reply, 400, "/problems/invalid-request");
        assertThat(reply.json().getString("instance")).isEqualTo(instance);
    }

    @ParameterizedTest
    @CsvSource({"get, /api/contacts, 'GET, HEAD, POST'", "Post, /api/auth/logout, POST"})
    void methodShouldBeCaseSensitive(String method, String path, String allow) {
        Reply reply = editor.send(method, path);

        assertProblem(reply, 405, "/problems/method-not-allowed");
        assertThat(reply.header("Allow")).hasValue(allow);
    }

    /** RFC 9112, 3.2.2. */
    @Test
    void absoluteAddressShouldBeServed() {
        String authority = Environment.application().getAuthority();

        assertThat(SocketApi.anonymous()
                        .sendUnchecked("GET", "http://" + authority + "/health/live", "")
                        .status())
                .isEqualTo(200);
    }

    /** A dot is a dot, encoded or not (RFC 3986, 6.2.2.2). */
    @Test
    void encodedDotShouldBeADot() {
        String id = UUID.randomUUID().toString();
        SocketApi json = editor.with("Content-Type", "application/json");

        assertThat(json.send("PUT", "/api/contacts/by-source/encoded/a." + id, JANE)
                        .status())
                .isEqualTo(201);

        assertThat(json.send("GET", "/api/contacts/by-source/encoded/a%2E" + id).status())
                .isEqualTo(200);
        assertThat(json.send("GET", "/api/contacts/by-source/encoded/%61%2e" + id)
                        .status())
                .isEqualTo(200);
    }

    /** The body is read and the connection goes on: a server may ignore the header (RFC 9110, 7.8). */
    @ParameterizedTest
    @ValueSource(strings = {"h2c", "websocket", "HTTP/2.0, h2c", "nonsense"})
    void upgradeShouldBeIgnored(String protocol) {
        SocketApi upgrading = editor.with("Connection", "Upgrade, HTTP2-Settings")
                .with("Upgrade", protocol)
                .with("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA")
                .with("Content-Type", "application/json");

        assertThat(upgrading.send("POST", "/api/contacts", JANE).status()).isEqualTo(201);
        assertThat(upgrading.send("GET", "/health/live").status()).isEqualTo(200);
        assertThat(upgrading.send("GET", "/nothing").header("Content-Type")).hasValue("application/problem+json");
    }

    /** Java's own client asks for h2c unless it is told not to. */
    @Test
    void clientThatPrefersHttp2ShouldBeAnsweredByHttp11() throws Exception {
        HttpResponse<String> created = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .build()
                .send(
                        new Api(Tokens.valid("editor"))
                                .request("/api/contacts")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(JANE))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void malformedAddressShouldKeepTheCallersRequestId() {
        Reply reply = SocketApi.anonymous().with("X-Request-Id", "my-id").get("/health/ready%");

        assertThat(reply.header("X-Request-Id")).hasValue("my-id");
        assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void malformedAddressShouldNotHideTheNextRequest() {
        String before = "/a% HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "POST /b% HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
        Reply replies = SocketApi.anonymous().sendUnchecked("GET", before + "GET /health/live", "");

        List<String> statuses = Stream.of(replies.text().split("(?=HTTP/1.1 )"))
                .map(answer -> answer.substring(9, 12))
                .toList();
        // Payara closes the connection after each 400.
        assertThat(List.of("400", "400", "200")).startsWith(statuses.toArray(String[]::new));
    }

    /** Of what is well-formed and yet no address: a NUL, a backslash, dot segments. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/contacts/a%5Cb",
                "/api/contacts/a\\b",
                "/api/contacts/a%00b",
                "/api/contacts/a%C3%A4b",
                "/api/contacts/a\u00C3\u00A4b",
                "/api/contacts/a%0Ab",
                "/api/contacts/a%2Fb",
                "/api/contacts/a%25b",
                "/api/contacts/.",
                "/api/contacts/..",
                "/api/contacts/%2e",
                "/api/contacts/.%2E",
                "/api/contacts/by-source/shop/..",
                "/health/ready/.",
                "/health/ready/..",
                "/.",
                "/..",
                "/../nothing"
            })
    void unusualAddressShouldBeNotFound(String path) {
        assertProblem(editor.get(path), 404, "/problems/not-found");
    }

    /** The failure depended on what the connection had served before. */
    @Test
    void dotSegmentsShouldBeNotFoundEachTime() {
        for (int length = 0; length < 40; length++) {
            assertProblem(SocketApi.anonymous().get("/" + "x".repeat(length) + "/.."), 404, "/problems/not-found");
        }
    }

    @Test
    void wellFormedEscapesShouldBeDecoded() {
        String id = admin.post("/api/contacts", JANE).id();

        assertThat(editor.get("/api/contacts/" + id.replace("-", "%2D")).status())
                .isEqualTo(200);
        assertThat(editor.get("/api/contacts?email=ada%40example.com").status()).isEqualTo(200);
    }

    /** As UTF-8 and as Latin-1: proxies add such headers. */
    @ParameterizedTest
    @CsvSource({
        "cf-region, S\u00C3\u00A3o Paulo",
        "cf-region, S\u00E3o Paulo",
        "User-Agent, Caf\u00C3\u00A9",
        "User-Agent, Caf\u00E9",
        "X-Tabs, a\tb",
        "X-Empty, ''"
    })
    void headerBeyondAsciiShouldBeTaken(String header, String value) {
        String login =
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(Environment.ADMIN, Environment.ADMIN_PASSWORD);

        assertThat(editor.with(header, value).get("/api/contacts").status()).isEqualTo(200);
        assertThat(SocketApi.anonymous()
                        .with(header, value)
                        .with("Content-Type", "application/json")
                        .send("POST", "/api/auth/login", login)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\u0001b", "a\u007Fb", "\0"})
    void controlCharacterInAHeaderShouldBeRefused(String value) {
        assertProblem(editor.with("X-A", value).get("/api/contacts"), 400, "/problems/invalid-request");
    }

    /** Payara checks this by our library; WildFly takes each for the end of a line, and has no setting for it. */
    enum LineEnd {
        LF("X-A: a\nX-B: b"),
        LF_BEFORE_A_LENGTH("X-A: a\nContent-Length: 0"),
        CR("X-A: a\rX-B: b"),
        CR_TWICE("X-A: a\r"),
        FOLDED("X-A: a\r\n b"),
        FOLDED_BY_A_TAB("X-A: a\r\n\tb"),
        FOLDED_BEFORE_NOTHING("X-A: a\r\n  ");

        private final String line;

        LineEnd(String line) {
            this.line = line;
        }
    }

    @ParameterizedTest
    @EnumSource
    void strayLineEndShouldBeRefused(LineEnd end) {
        Reply reply = SocketApi.anonymous().withLine(end.line).sendUnchecked("GET", "/health/live", "");

        if (isPayara()) {
            assertProblem(reply, 400, "/problems/invalid-request");
            assertThat(reply.header("Connection")).hasValue("close");
        } else {
            assertThat(reply.status()).isLessThan(500);
        }
    }

    @Test
    void nothingShouldFollowAStrayLineEnd() {
        String before =
                "/health/live HTTP/1.1\r\nHost: localhost\r\nX-A: a\nContent-Length: 2\r\n\r\n{}GET /health/live";
        Reply replies = SocketApi.anonymous().sendUnchecked("GET", before, "");

        if (isPayara()) {
            assertThat(replies.text().split("(?=HTTP/1.1 )")).hasSize(1);
            assertProblem(replies, 400, "/problems/invalid-request");
        }
    }

    @Test
    void strayLineEndInATrailerShouldBeRefused() {
        String chunked = "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-A: a\nX-B: b";
        Reply reply = editor.with("Content-Type", "application/json")
                .withLine(chunked)
                .sendUnchecked("POST", "/api/contacts", "");

        if (isPayara() && !reply.text().isEmpty()) { // while the service reads the body, the connection is closed
            assertProblem(reply, 400, "/problems/invalid-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a:x", "a:99999", "[::1", "a/b", "a@b", "a:80:90", "\u00E9", "", ":80"})
    void malformedHostShouldBeRefused(String host) {
        Reply reply = SocketApi.anonymous().at(host).sendUnchecked("GET", "/health/live", "");

        if (isPayara()) {
            assertProblem(reply, 400, "/problems/invalid-request");
        } else {
            assertThat(reply.status()).isIn(200, 400); // an empty name is a host to WildFly
        }
    }

    @Test
    void secondHostShouldBeRefused() {
        Reply reply = SocketApi.anonymous().with("Host", "other").sendUnchecked("GET", "/health/live", "");

        assertThat(reply.status()).isEqualTo(400);
        if (isPayara()) {
            assertProblem(reply, 400, "/problems/invalid-request");
        }
    }

    @Test
    void bodyOfAMethodWithoutOneShouldBeIgnored() {
        assertThat(editor.send("GET", "/api/contacts", "{}").status()).isEqualTo(200);
        assertThat(editor.send("DELETE", CONTACT, "{\"reason\":\"x\"}").status())
                .isEqualTo(404);
        assertThat(editor.send("HEAD", "/api/contacts", "{}").status()).isEqualTo(200);
        assertThat(editor.withLine("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0")
                        .send("DELETE", CONTACT)
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console/",
                "/console/index.html",
                "/WEB-INF",
                "/WEB-INF/",
                "/web-inf",
                "/Web-Inf",
                "/WEB-INF;x",
                "/WEB-INF?x",
                "/%57EB-INF",
                "/WEB-INF%2F",
                "//WEB-INF",
                "/./WEB-INF",
                "/WEB-INF/.",
                "/WEB-INF/classes",
                "/WEB-INF/console",
                "/WEB-INF/lib",
                "/META-INF",
                "/META-INF/",
                "/meta-inf",
                "/%4dETA-INF",
                "/META-INF/maven",
                "/META-INF/MANIFEST.MF"
            })
    void folderOfTheApplicationShouldBeNotFound(String path) {
        Reply reply = SocketApi.anonymous().at(FOREIGN_HOST).get(path);

        assertProblem(reply, 404, "/problems/not-found");
        assertThat(reply.header("Location")).isEmpty();
        assertThat(reply.text()).doesNotContain(FOREIGN_HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/contacts",
                "/assets",
                "/problems",
                "/problems/not-found",
                "/health",
                "/openapi",
                "/openapi/",
                "/.well-known/jwks.json",
                "/api",
                "/api/",
                "/api/nothing",
                "/api/contacts?limit=1",
                "/api/events?limit=1",
                "/api/audit?limit=1",
                "/%"
            })
    void hostShouldBeInNoAnswer(String path) {
        admin.post("/api/contacts", JANE);
        admin.post("/api/contacts", JANE);
        SocketApi caller = SocketApi.anonymous().at(FOREIGN_HOST);

        assertThat(caller.get(path).text()).doesNotContain(FOREIGN_HOST);
        assertThat(caller.as(admin.token()).get(path).text()).doesNotContain(FOREIGN_HOST);
    }

    @Test
    void hostShouldBeInNoAddressOfWhatWasMade() {
        SocketApi caller = SocketApi.anonymous()
                .at(FOREIGN_HOST)
                .as(admin.token())
                .with("Content-Type", "application/json")
                .with("Idempotency-Key", UUID.randomUUID().toString());
        for (int time = 0; time < 2; time++) {
            Reply created = caller.send("POST", "/api/contacts", JANE);
            assertThat(created.status()).isEqualTo(201);
            assertThat(created.header("Location").orElseThrow()).matches("/api/contacts/[0-9a-f-]{36}");
            assertThat(created.text()).doesNotContain(FOREIGN_HOST);
        }
        Reply upserted = caller.send("PUT", "/api/contacts/by-source/shop/" + UUID.randomUUID(), JANE);
        assertThat(upserted.status()).isEqualTo(201);
        assertThat(upserted.header("Location").orElseThrow()).matches("/api/contacts/[0-9a-f-]{36}");
    }

    private static void assertProblem(Reply reply, int status, String type) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).hasValue("application/problem+json");
        assertThat(reply.json().getString("type")).isEqualTo(type);
        assertThat(reply.json().getInt("status")).isEqualTo(status);
        assertThat(Optional.of(reply.json().getString("requestId"))).isEqualTo(reply.header("X-Request-Id"));
        assertThat(reply.json().getString("instance")).startsWith("/").doesNotContain("/malformed-", "/unserved");
    }

    private static boolean isPayara() {
        return "payara".equals(System.getProperty("arquillian.launch"));
    }
}
