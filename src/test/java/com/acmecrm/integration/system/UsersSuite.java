package com.acmecrm.integration.system;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Users, as administrators keep them, and one's own password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UsersSuite {

    private static final String USERS = "/api/users";
    private static final String GOOD = "four random words here";

    private Api admin;

    @BeforeAll
    void logIn() {
        admin = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @Test
    void userShouldBeCreatedShownAndListed() {
        String username = "created-" + UUID.randomUUID() + "@x.org";

        Answer created = admin.post(USERS, body(username, GOOD, "editor"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location").orElseThrow()).endsWith(USERS + "/" + created.id());
        assertThatJson(created.body()).isEqualTo("""
                {"data":{"id":"${json-unit.regex}[1-9]\\\\d*","username":"%s","role":"editor","disabled":false,
                 "createdAt":"${json-unit.any-string}","updatedAt":"${json-unit.any-string}"}}""".formatted(username));
        assertThatJson(admin.get(USERS + "/" + created.id()).body()).isEqualTo(created.body());
        assertThatJson(admin.get(USERS + "?limit=1").body())
                .node("data")
                .isArray()
                .first()
                .isEqualTo(created.data().toString());
        assertThat(Api.anonymous().login(username.toUpperCase(), GOOD).status()).isEqualTo(200);
    }

    @Test
    void listShouldBeWalkedByCursor() {
        List<String> made = Stream.generate(() -> Person.create(admin, "viewer").id())
                .limit(3)
                .toList();
        List<String> walked = new ArrayList<>();
        String path = USERS + "?limit=2";
        for (int page = 0; page < 2; page++) {
            Answer answer = admin.get(path);
            answer.json()
                    .getJsonArray("data")
                    .getValuesAs(JsonObject.class)
                    .forEach(user -> walked.add(user.getString("id")));
            path = USERS + "?limit=2&cursor="
                    + answer.json().getJsonObject("meta").getString("nextCursor");
        }

        assertThat(walked).startsWith(made.get(2), made.get(1), made.get(0)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "viewer"})
    void usersShouldBeForAdministratorsOnly(String role) {
        Api other = new Api(Tokens.valid(role));

        Problems.assertProblem(other.get(USERS), 403, "forbidden");
        Problems.assertProblem(other.post(USERS, "{"), 403, "forbidden");
        Problems.assertProblem(other.get(USERS + "/1"), 403, "forbidden");
        Problems.assertProblem(other.patch(USERS + "/1", "{}"), 403, "forbidden");
        Problems.assertProblem(
                put(other, USERS + "/999999/password", "{\"newPassword\":\"" + GOOD + "\"}"), 403, "forbidden");
    }

    @Test
    void withoutATokenThereShouldBeNoUsers() {
        Problems.assertProblem(Api.anonymous().get(USERS), 401, "unauthorized");
        Problems.assertProblem(put(Api.anonymous(), USERS + "/1/password", "{}"), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"nonsense\":1}",
                "{\"username\":1,\"password\":\"x\",\"role\":\"viewer\"}",
                "{\"username\":\"u\",\"password\":null,\"role\":\"viewer\"}",
                "{\"username\":\"u\",\"password\":\"x\",\"role\":\"viewer\",\"disabled\":false}"
            })
    void unreadableUserShouldBeRefused(String body) {
        Problems.assertProblem(admin.post(USERS, body), 400, "invalid-request");
    }

    @Test
    void everyInvalidFieldShouldBeNamed() {
        Answer answer = admin.post(USERS, body("with space", "short", "boss"));

        Problems.assertProblem(answer, 422, "invalid-fields");
        assertThatJson(answer.body())
                .inPath("$.errors[*].pointer")
                .isArray()
                .containsExactly("/password", "/role", "/username");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1234567", "password1", "PASSWORD1", "qwertyuiop", "acmecrm rules", "my somebody is it"})
    void badPasswordShouldBeRefused(String password) {
        Answer answer = admin.post(USERS, body("somebody@x.org", password, "viewer"));

        Problems.assertProblem(answer, 422, "invalid-fields");
        assertThatJson(answer.body()).inPath("$.errors[*].pointer").isArray().containsExactly("/password");
        assertThat(answer.body()).doesNotContain("somebody");
    }

    @Test
    void longPasswordOfAnyCharactersShouldCountToItsEnd() {
        String password = "  äöü 😀 \\\" " + "x".repeat(500);
        Person person = Person.create(admin, "viewer");
        assertThat(put(admin, path(person) + "/password", "{\"newPassword\":\"" + password + "\"}")
                        .status())
                .isEqualTo(204);

        assertThat(person.withPassword(password).tryToLogIn().status()).isEqualTo(200);
        assertThat(person.withPassword(password.substring(0, password.length() - 1))
                        .tryToLogIn()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void nameShouldBeTakenInAnyCase() {
        Person person = Person.create(admin, "viewer");

        Problems.assertProblem(
                admin.post(USERS, body(person.username().toUpperCase(), GOOD, "viewer")), 409, "duplicate-user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "01", "-1", "abc", "999999999", "99999999999999999999"})
    void unknownIdShouldNotBeFound(String id) {
        Problems.assertProblem(admin.get(USERS + "/" + id), 404, "not-found");
        Problems.assertProblem(admin.patch(USERS + "/" + id, "{\"role\":\"viewer\"}"), 404, "not-found");
        Problems.assertProblem(
                put(admin, USERS + "/" + id + "/password", "{\"newPassword\":\"" + GOOD + "\"}"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=201", "?cursor=abc", "?sort=id", "?limit=1&limit=2"})
    void badQueryShouldBeRefused(String query) {
        Problems.assertProblem(admin.get(USERS + query), 400, "invalid-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"disabled\":\"yes\"} | 400",
                "{\"username\":\"x\"} | 400",
                "{\"role\":null} | 400",
                "{\"role\":\"boss\"} | 422"
            })
    void badPatchShouldChangeNothing(String patch, int status) {
        Person person = Person.create(admin, "viewer");
        Answer before = admin.get(path(person));

        assertThat(admin.patch(path(person), patch).status()).isEqualTo(status);

        assertThatJson(admin.get(path(person)).body()).isEqualTo(before.body());
    }

    @Test
    void changedRoleShouldEndSessionsAndCountFromTheNextOn() {
        Person person = Person.create(admin, "viewer");
        Api before = person.logIn();

        Answer changed = admin.patch(path(person), "{\"role\":\"editor\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThatJson(changed.body()).node("data.role").isEqualTo("editor");
        assertThat(before.get("/api/contacts").status()).isEqualTo(401);
        Api after = person.logIn();
        assertThat(Tokens.claims(after.token()).getString("role")).isEqualTo("editor");
        assertThat(admin.patch(path(person), "{\"role\":\"editor\"}").status()).isEqualTo(200);
        assertThat(after.get("/api/contacts").status())
                .as("nothing has changed")
                .isEqualTo(200);
    }

    @Test
    void disabledUserShouldBeOutAtOnceUntilEnabled() {
        Person person = Person.create(admin, "viewer");
        Api before = person.logIn();

        assertThatJson(admin.patch(path(person), "{\"disabled\":true}").body())
                .node("data.disabled")
                .isEqualTo(true);

        assertThat(before.get("/api/contacts").status()).isEqualTo(401);
        assertThat(person.tryToLogIn().status()).isEqualTo(401);
        assertThat(new Api(Tokens.of(person.id(), "viewer"))
                        .get("/api/contacts")
                        .status())
                .as("a token that was signed since, with its record")
                .isEqualTo(401);
        assertThat(admin.patch(path(person), "{\"disabled\":false}").status()).isEqualTo(200);
        assertThat(before.get("/api/contacts").status()).isEqualTo(401);
        assertThat(person.logIn().get("/api/contacts").status()).isEqualTo(200);
    }

    /** The first one is set aside in the table, so that the test may do without it. */
    @Test
    void lastAdministratorShouldStayOneWhoeverAsksAtTheSameTime() {
        List<Map<String, String>> others = Database.rows("select id from users where role = 'admin'");
        Person one = Person.create(admin, "admin");
        Person two = Person.create(admin, "admin");
        Database.change(
                "update users set role = 'viewer' where role = 'admin' and id not in (?, ?)",
                Long.parseLong(one.id()),
                Long.parseLong(two.id()));
        try {
            List<Answer> answers = Stream.of(
                            CompletableFuture.supplyAsync(() -> admin.patch(path(one), "{\"disabled\":true}")),
                            CompletableFuture.supplyAsync(() -> admin.patch(path(two), "{\"role\":\"viewer\"}")))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
            Problems.assertProblem(
                    answers.get(0).status() == 409 ? answers.get(0) : answers.get(1), 409, "wrong-state");
        } finally {
            others.forEach(other ->
                    Database.change("update users set role = 'admin' where id = ?", Long.parseLong(other.get("id"))));
        }
    }

    @Nested
    class OwnPassword {

        private Person person;
        private Api session;

        @BeforeEach
        void begin() {
            person = Person.create(admin, "viewer");
            session = person.logIn();
        }

        @Test
        void changeShouldEndOtherSessionsOnly() {
            Api other = person.logIn();

            assertThat(change(person.password(), GOOD).status()).isEqualTo(204);

            assertThat(session.get("/api/auth/sessions").status()).isEqualTo(200);
            assertThat(other.get("/api/auth/sessions").status()).isEqualTo(401);
            assertThat(person.tryToLogIn().status()).isEqualTo(401);
            Api after = person.withPassword(GOOD).logIn();
            assertThat(after.get("/api/auth/sessions").status()).isEqualTo(200);
            assertThatJson(after.get("/api/auth/sessions").body())
                    .node("data")
                    .isArray()
                    .hasSize(2);
        }

        @Test
        void changeShouldNeedThePresentOneAlsoFromAdministrators() {
            Api boss = Person.create(admin, "admin").logIn();
            String own = USERS + "/" + Tokens.claims(boss.token()).getString("sub") + "/password";

            assertAtFault(change("wrong", GOOD), "/currentPassword");
            assertAtFault(
                    put(session, path(person) + "/password", "{\"newPassword\":\"" + GOOD + "\"}"), "/currentPassword");
            assertAtFault(put(boss, own, "{\"newPassword\":\"" + GOOD + "\"}"), "/currentPassword");
            assertThat(person.tryToLogIn().status()).isEqualTo(200);
        }

        @Test
        void badNewOneShouldBeRefused() {
            assertAtFault(change(person.password(), "short"), "/newPassword");
            assertAtFault(change(person.password(), "x".repeat(1_001)), "/newPassword");
            Problems.assertProblem(
                    put(session, path(person) + "/password", "{\"password\":\"x\"}"), 400, "invalid-request");
        }

        @Test
        void guessingShouldBeLockedAsAtTheDoor() {
            for (int guess = 0; guess < 5; guess++) {
                assertAtFault(change("wrong", GOOD), "/currentPassword");
            }

            assertAtFault(change(person.password(), GOOD), "/currentPassword");
        }

        @Test
        void administratorShouldSetItAndEndAllSessions() {
            assertThat(put(admin, path(person) + "/password", "{\"newPassword\":\"" + GOOD + "\"}")
                            .status())
                    .isEqualTo(204);

            assertThat(session.get("/api/contacts").status()).isEqualTo(401);
            assertThat(person.withPassword(GOOD).tryToLogIn().status()).isEqualTo(200);
            assertAtFault(
                    put(
                            admin,
                            path(person) + "/password",
                            "{\"currentPassword\":\"x\",\"newPassword\":\"" + GOOD + "\"}"),
                    "/currentPassword");
        }

        private Answer change(String current, String next) {
            return put(
                    session,
                    path(person) + "/password",
                    "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, next));
        }
    }

    @Test
    void hashOfAnotherCostShouldBeRenewedAtSignIn() {
        Person person = Person.create(admin, "viewer");
        Argon2Function costly = Argon2Function.getInstance(2_048, 2, 1, 32, Argon2.ID);
        Database.change(
                "update users set password_hash = ? where id = ?",
                Password.hash(person.password()).addRandomSalt(16).with(costly).getResult(),
                Long.parseLong(person.id()));

        assertThat(person.logIn().get("/api/contacts").status()).isEqualTo(200);

        assertThat(hash(person)).startsWith("$argon2id$v=19$m=1024,t=1,p=1$");
        assertThat(person.tryToLogIn().status()).isEqualTo(200);
    }

    private static String hash(Person person) {
        return Database.rows("select password_hash from users where id = ?", Long.parseLong(person.id()))
                .get(0)
                .get("password_hash");
    }

    private static void assertAtFault(Answer answer, String pointer) {
        Problems.assertProblem(answer, 422, "invalid-fields");
        assertThatJson(answer.body()).node("errors[0].pointer").isEqualTo(pointer);
    }

    private static String path(Person person) {
        return USERS + "/" + person.id();
    }

    private static Answer put(Api api, String path, String body) {
        return api.send(api.request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String body(String username, String password, String role) {
        return "{\"username\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(username, password, role);
    }
}
