package com.acmecrm.integration.system;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Sessions: seen and ended by those whose they are, and by administrators. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SessionsSuite {

    private static final String SESSIONS = "/api/auth/sessions";

    private Api admin;
    private Person viewer;

    @BeforeAll
    void begin() {
        admin = Api.admin();
    }

    @BeforeEach
    void createViewer() {
        viewer = Person.create(admin, "viewer");
    }

    @Test
    void sessionsShouldBeListedWithWhereAndWhen() {
        Api first = viewer.logIn();
        Api second = viewer.logIn();

        Answer answer = second.get(SESSIONS);

        assertThat(answer.status()).isEqualTo(200);
        assertThatJson(answer.body()).node("meta").isEqualTo("{\"limit\":200,\"nextCursor\":null}");
        assertThatJson(answer.body()).node("data").isArray().hasSize(2);
        assertThatJson(session(answer, id(second)).toString())
                .isEqualTo("""
                {"id":"%s","userId":"%s","issuedAt":"%s","expiresAt":"%s","address":"127.0.0.1",
                 "userAgent":"${json-unit.regex}Java-http-client/.*","current":true}""".formatted(id(second), viewer.id(), time(second, "iat"), time(second, "exp")));
        assertThat(session(answer, id(first)).getBoolean("current")).isFalse();
    }

    @Test
    void userAgentShouldBeCutAndCleaned() {
        Api anonymous = Api.anonymous();
        Answer login = anonymous.send(anonymous
                .request("/api/auth/login")
                .header("Content-Type", "application/json")
                .header("User-Agent", "tab\there " + "x".repeat(1_000))
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"username":"%s","password":"%s"}""".formatted(viewer.username(), viewer.password()))));

        Api api = new Api(login.data().getString("token"));

        assertThat(session(api.get(SESSIONS), id(api)).getString("userAgent"))
                .hasSize(256)
                .matches("tab ?here x+");
    }

    @Test
    void tokenRecordShouldKeepItsFourFieldsAndEverythingShouldExpire() {
        Api api = viewer.logIn();

        assertThat(Redis.hash("auth:token:" + id(api))).containsOnlyKeys("userId", "issuedAt", "expiresAt", "revoked");
        assertThat(Redis.hash("auth:session:" + id(api)))
                .containsEntry("userId", viewer.id())
                .containsEntry("address", "127.0.0.1");
        assertThat(Redis.secondsToLive("auth:token:" + id(api))).isBetween(3_500L, 3_600L);
        assertThat(Redis.secondsToLive("auth:session:" + id(api))).isBetween(3_500L, 3_600L);
        assertThat(Redis.secondsToLive("auth:sessions:" + viewer.id())).isBetween(3_500L, 3_600L);
    }

    @Test
    void endedSessionShouldBeRefusedAndTheOthersNot() {
        Api ended = viewer.logIn();
        Api other = viewer.logIn();

        Answer answer = other.delete(SESSIONS + "/" + id(ended));

        assertThat(answer.status()).isEqualTo(204);
        Problems.assertProblem(ended.get(SESSIONS), 401, "unauthorized");
        assertThatJson(other.get(SESSIONS).body()).node("data").isArray().hasSize(1);
        assertThat(Redis.hash("auth:token:" + id(ended))).containsEntry("revoked", "true");
        assertThat(other.delete(SESSIONS + "/" + id(ended)).status())
                .as("once more is no error")
                .isEqualTo(204);
    }

    @Test
    void sessionOfAnotherShouldBeForAdministratorsOnly() {
        Api api = viewer.logIn();
        Api stranger = Person.create(admin, "editor").logIn();
        String session = SESSIONS + "/" + id(api);
        String all = SESSIONS + "?userId=" + viewer.id();

        Problems.assertProblem(stranger.delete(session), 404, "not-found");
        Problems.assertProblem(stranger.get(all), 403, "forbidden");
        Problems.assertProblem(stranger.delete(all), 403, "forbidden");
        assertThatJson(admin.get(all).body()).node("data").isArray().hasSize(1);
        assertThat(admin.delete(session).status()).isEqualTo(204);
        assertThat(api.get(SESSIONS).status()).isEqualTo(401);
    }

    @Test
    void everyonesShouldBeListedPageByPageForAdministrators() {
        Api ofViewer = viewer.logIn();
        Api ended = viewer.logIn();
        Api ofEditor = Person.create(admin, "editor").logIn();
        assertThat(ended.post("/api/auth/logout", "").status()).isEqualTo(204);

        List<JsonObject> walked = walk("?scope=all&limit=2");

        assertThat(walked)
                .extracting(session -> session.getString("id"))
                .doesNotHaveDuplicates()
                .contains(id(ofViewer), id(ofEditor), id(admin))
                .doesNotContain(id(ended));
        assertThat(walked)
                .extracting(session -> session.getString("expiresAt"))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(walked)
                .filteredOn(session -> session.getBoolean("current"))
                .extracting(session -> session.getString("id"))
                .containsExactly(id(admin));
    }

    @Test
    void pageShouldGoOnBehindTheSameSessionWhenOthersBegin() {
        Api first = viewer.logIn();
        Api second = viewer.logIn();
        String whose = "?userId=" + viewer.id();
        Answer page = admin.get(SESSIONS + whose + "&limit=1");

        viewer.logIn();
        Answer next = admin.get(SESSIONS + whose + "&limit=1&cursor=" + cursor(page));

        assertThat(List.of(onlyId(page), onlyId(next))).containsExactlyInAnyOrder(id(first), id(second));
        assertThat(next.json().getJsonObject("meta").isNull("nextCursor")).isTrue();
    }

    /** Whatever expires no later than the place has been dropped with it. */
    @Test
    void pageBehindASessionThatHasExpiredShouldBeEmpty() {
        viewer.logIn();
        viewer.logIn();
        String whose = "?userId=" + viewer.id();
        Answer page = admin.get(SESSIONS + whose + "&limit=1");

        Redis.delete("auth:sessions:" + viewer.id());

        assertThatJson(admin.get(SESSIONS + whose + "&limit=1&cursor=" + cursor(page))
                        .body())
                .isEqualTo("{\"data\":[],\"meta\":{\"limit\":1,\"nextCursor\":null}}");
    }

    @Test
    void everyonesShouldExpireWithTheLast() {
        Api api = viewer.logIn();

        assertThat(Redis.secondsToLive("auth:sessions")).isBetween(3_500L, 3_600L);
        assertThat(session(admin.get(SESSIONS + "?scope=all"), id(api)).getString("userId"))
                .isEqualTo(viewer.id());
    }

    @Test
    void everyonesShouldBeForAdministratorsOnly() {
        Api api = viewer.logIn();

        Problems.assertProblem(api.get(SESSIONS + "?scope=all"), 403, "forbidden");
        assertThatJson(api.get(SESSIONS + "?scope=own").body())
                .node("data")
                .isArray()
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?scope=", "?scope=mine", "?scope=all&userId=1", "?limit=0", "?limit=201", "?cursor=x"})
    void listShouldRefuseWhatItDoesNotKnow(String query) {
        Problems.assertProblem(admin.get(SESSIONS + query), 400, "invalid-request");
    }

    @Test
    void cursorOfOneListShouldBeRefusedByAnother() {
        viewer.logIn();
        viewer.logIn();
        String cursor = cursor(admin.get(SESSIONS + "?limit=1&userId=" + viewer.id()));

        Problems.assertProblem(admin.get(SESSIONS + "?scope=all&cursor=" + cursor), 400, "invalid-request");
        Problems.assertProblem(admin.get("/api/users?cursor=" + cursor), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no-uuid", "/00000000-0000-4000-8000-000000000000"})
    void unknownSessionShouldNotBeFound(String path) {
        Problems.assertProblem(viewer.logIn().delete(SESSIONS + path), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?userId=", "?userId=me", "?userId=1&userId=2", "?user=1"})
    void endingAllShouldAskWhose(String query) {
        Api api = viewer.logIn();

        Problems.assertProblem(api.delete(SESSIONS + query), 400, "invalid-request");

        assertThat(api.get(SESSIONS).status()).isEqualTo(200);
    }

    @Test
    void withoutATokenThereShouldBeNoSessions() {
        Problems.assertProblem(Api.anonymous().get(SESSIONS), 401, "unauthorized");
    }

    @Test
    void endingAllShouldEndEveryTokenAndOnlyThisUsers() {
        Api one = viewer.logIn();
        Api other = viewer.logIn();
        Api stranger = Person.create(admin, "viewer").logIn();

        assertThat(one.delete(SESSIONS + "?userId=" + viewer.id()).status()).isEqualTo(204);

        Problems.assertProblem(one.get(SESSIONS), 401, "unauthorized");
        Problems.assertProblem(other.get("/api/contacts"), 401, "unauthorized");
        assertThat(stranger.get(SESSIONS).status()).isEqualTo(200);
        assertThat(Redis.secondsToLive("auth:notbefore:" + viewer.id())).isBetween(3_590L, 3_660L);
        assertThat(Redis.hash("auth:token:" + id(other))).containsEntry("revoked", "false");
    }

    /** Whole seconds cannot tell the two tokens apart. */
    @Test
    void tokenIssuedRightAfterTheEndShouldWork() {
        int sameSecond = 0;
        for (int round = 0; round < 15; round++) {
            Api before = viewer.logIn();
            assertThat(admin.delete(SESSIONS + "?userId=" + viewer.id()).status())
                    .isEqualTo(204);
            Api after = viewer.logIn();

            assertThat(before.get(SESSIONS).status()).isEqualTo(401);
            assertThat(after.get(SESSIONS).status()).isEqualTo(200);
            sameSecond += Tokens.claims(before.token()).getInt("iat")
                            == Tokens.claims(after.token()).getInt("iat")
                    ? 1
                    : 0;
        }
        assertThat(sameSecond).as("rounds within one second").isPositive();
    }

    @Test
    void tokenBeforeNotBeforeShouldBeRefusedInSpiteOfItsRecord() {
        Api api = viewer.logIn();
        long issued = UUID.fromString(id(api)).getMostSignificantBits() >>> 16;

        Redis.put("auth:notbefore:" + viewer.id(), seconds(issued - 1), Duration.ofMinutes(1));
        assertThat(api.get(SESSIONS).status()).isEqualTo(200);
        Redis.put("auth:notbefore:" + viewer.id(), seconds(issued), Duration.ofMinutes(1));
        Problems.assertProblem(api.get(SESSIONS), 401, "unauthorized");
        Redis.put("auth:notbefore:" + viewer.id(), Long.toString(issued / 1000 - 1), Duration.ofMinutes(1));
        assertThat(api.get(SESSIONS).status()).isEqualTo(200);
        Redis.put("auth:notbefore:" + viewer.id(), Long.toString(issued / 1000), Duration.ofMinutes(1));
        Problems.assertProblem(api.get(SESSIONS), 401, "unauthorized");
    }

    @Test
    void streamShouldEndWithTheSessions() {
        Api api = viewer.logIn();
        try (EventStreamReader reader = EventStreamReader.open(api)) {
            assertThat(admin.delete(SESSIONS + "?userId=" + viewer.id()).status())
                    .isEqualTo(204);

            reader.awaitEnd();
        }
    }

    /** All pages, by the address that each names for the next. */
    private List<JsonObject> walk(String query) {
        List<JsonObject> walked = new ArrayList<>();
        Optional<String> next = Optional.of(query);
        while (next.isPresent()) {
            Redis.clearRateLimits();
            Answer page = admin.get(SESSIONS + next.get());
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.json().getJsonArray("data")).hasSizeLessThanOrEqualTo(2);
            walked.addAll(page.json().getJsonArray("data").getValuesAs(JsonObject.class));
            next = page.json().getJsonObject("meta").isNull("nextCursor")
                    ? Optional.empty()
                    : Optional.of(query + "&cursor=" + cursor(page));
        }
        return walked;
    }

    private static String cursor(Answer page) {
        return page.json().getJsonObject("meta").getString("nextCursor");
    }

    private static String onlyId(Answer page) {
        JsonArray sessions = page.json().getJsonArray("data");
        assertThat(sessions).hasSize(1);
        return sessions.getJsonObject(0).getString("id");
    }

    private static String seconds(long millis) {
        return "%d.%03d".formatted(millis / 1000, millis % 1000);
    }

    private static JsonObject session(Answer answer, String id) {
        JsonArray sessions = answer.json().getJsonArray("data");
        return sessions.getValuesAs(JsonObject.class).stream()
                .filter(session -> session.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String id(Api api) {
        return UUID.fromString(Tokens.claims(api.token()).getString("jti")).toString();
    }

    private static String time(Api api, String claim) {
        return Instant.ofEpochSecond(Tokens.claims(api.token()).getInt(claim))
                .toString()
                .replace("Z", ".000Z");
    }
}
