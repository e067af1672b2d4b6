package com.acmecrm.integration.system;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Queries are UTF-8, percent-encoded or not; as raw requests, since a client would encode them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueriesSuite {

    private static final Pattern NEXT = Pattern.compile("<(/[^>]*)>");

    private Api api;
    private SocketApi socket;

    @BeforeAll
    void begin() {
        api = Api.admin();
        socket = SocketApi.from("127.0.0.1").as(api.token());
        for (int index = 0; index < 2; index++) {
            assertThat(api.post("/api/contacts", """
                            {"firstName":"Gewährleistung","lastName":"Queries","email":"que+ries@example.com",
                             "company":"Äü & Söhne","tags":["|{\\"x\\"}"]}""").status()).isEqualTo(201);
        }
    }

    @BeforeEach
    void clear() {
        Redis.clearRateLimits();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=Gewährleistung",
                "q=Gew%C3%A4hrleistung",
                "q=Gew%c3%a4hrleistung",
                "company=Äü+%26 Söhne",
                "company=Äü%20%26+S%C3%B6hne",
                "tag=|{\"x\"}",
                "tag=%7C%7b%22x%22%7D",
                "email=que+ries@example.com",
                "email=que%20ries@example.com",
                "email=QUE%2Bries%40example.com"
            })
    void filterShouldFindWhatItSays(String query) {
        String path = "/api/contacts?limit=1&fields=lastName&" + query.replace(" S", "+S");

        SocketApi.Reply first = socket.get(raw(path));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text()).contains("\"lastName\":\"Queries\"");

        Matcher next = NEXT.matcher(first.header("Link").orElseThrow());
        assertThat(next.find()).isTrue();
        SocketApi.Reply second = socket.get(next.group(1));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).contains("\"lastName\":\"Queries\"", "\"nextCursor\":null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=abc%FF",
                "q=abc%E4",
                "q=abc%C3",
                "q=abc%C0%AF",
                "q=abc%ED%A0%80",
                "q=abc\u00E4",
                "q=abc%",
                "q=abc%4",
                "q=abc%zz",
                "%FF=abc",
                "q=ab\u0001c",
                "q=abc#def",
                "q=%00abc",
                "=abc"
            })
    void malformedQueryShouldBeRefused(String query) {
        SocketApi.Reply reply = socket.get("/api/contacts?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("/problems/invalid-request");
        assertThat(reply.header("X-Request-Id")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/contacts",
                "/api/contacts/drift",
                "/api/auth/sessions",
                "/api/users",
                "/api/events",
                "/api/audit",
                "/api/ops/refusals"
            })
    void everyListShouldRefuseIt(String path) {
        for (String query : new String[] {"limit=%FF", "%FF=1", "limit=%", "limit=\u00E4"}) {
            SocketApi.Reply reply = socket.get(path + "?" + query);

            assertThat(reply.status()).as(query).isEqualTo(400);
            assertThat(reply.text()).as(query).contains("/problems/invalid-request");
        }
    }

    @Test
    void deletionOfSessionsShouldRefuseIt() {
        SocketApi.Reply reply = socket.send("DELETE", "/api/auth/sessions?userId=1%FF");

        assertThat(reply.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag", "company", "email", "source", "sourceId", "q"})
    void filterThatNoContactCanMeetShouldBeRefused(String parameter) {
        String path = "/api/contacts?limit=1&" + parameter + "=";
        int limit = switch (parameter) {
            case "tag", "source" -> 50;
            case "company", "sourceId" -> 200;
            default -> 254;
        };

        assertThat(api.get(path + "x".repeat(limit)).status()).isEqualTo(200);
        Problems.assertProblem(api.get(path + "x".repeat(limit + 1)), 400, "invalid-request");
    }

    @Test
    void lengthOfAFilterShouldBeCountedInCharacters() {
        String sign = "%F0%A0%AE%B7"; // beyond the basic plane

        assertThat(api.get("/api/contacts?tag=" + sign.repeat(50)).status()).isEqualTo(200);
        Problems.assertProblem(api.get("/api/contacts?tag=" + sign.repeat(51)), 400, "invalid-request");
    }

    @Test
    void signsThatNoExternalIdHasShouldBeRefused() {
        Problems.assertProblem(api.get("/api/contacts?source=ERP"), 400, "invalid-request");
        Problems.assertProblem(api.get("/api/contacts?sourceId=a:b"), 400, "invalid-request");
    }

    /** The bytes of UTF-8 as signs, which is what the socket sends. */
    private static String raw(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
