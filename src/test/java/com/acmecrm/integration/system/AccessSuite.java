package com.acmecrm.integration.system;

import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is let in: every kind of token on protected and on open addresses, and the roles. */
abstract class AccessSuite {

    private static final String CONTACT = """
            {"firstName":"Ada","lastName":"Lovelace","email":"ada@example.com"}""";

    /** Tokens that the server must refuse by itself, each with a record in Redis that speaks for it. */
    enum BadToken {
        JUNK(() -> "junk"),
        THREE_PARTS_OF_JUNK(() -> "a.b.c"),
        EXPIRED(Tokens::expired),
        FOREIGN_KEY(Tokens::ofForeignKey);

        private final Supplier<String> token;

        BadToken(Supplier<String> token) {
            this.token = token;
        }
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @Test
    void protectedAddressShouldAskForATokenWhenThereIsNone() {
        Answer answer = Api.anonymous().get("/api/contacts");

        assertRefused(answer);
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer realm=\"acmecrm\"");
        assertThat(answer.header("RateLimit")).isPresent();
    }

    @Test
    void openAddressShouldAnswerWhenThereIsNoToken() {
        assertThat(Api.anonymous()
                        .login(Environment.ADMIN, Environment.ADMIN_PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void protectedAddressShouldRefuseBadToken(BadToken bad) {
        Answer answer = new Api(bad.token.get()).get("/api/contacts");

        assertInvalidToken(answer);
        assertThat(Redis.keys("rate:limit:*"))
                .as("the server's own refusal is not counted")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void openAddressShouldRefuseBadToken(BadToken bad) {
        assertInvalidToken(new Api(bad.token.get()).login(Environment.ADMIN, Environment.ADMIN_PASSWORD));
    }

    @Test
    void tokenWithoutRecordShouldBeRefused() {
        String token = Tokens.valid("admin");
        Redis.delete("auth:token:" + Tokens.claims(token).getString("jti"));

        assertInvalidToken(new Api(token).get("/api/contacts"));
    }

    @Test
    void revokedTokenShouldBeRefusedOnlyAfterItWasCounted() {
        Api api = Api.admin();
        assertThat(api.post("/api/auth/logout", "").status()).isEqualTo(204);

        Answer refused = api.get("/api/contacts");

        assertInvalidToken(refused);
        assertThat(refused.header("RateLimit")).isPresent();
    }

    @Test
    void wrongPasswordAndUnknownUserShouldGetTheSameAnswer() {
        Answer wrongPassword = Api.anonymous().login(Environment.ADMIN, "wrong");
        Answer unknownUser = Api.anonymous().login("nobody@example.com", "wrong");

        assertRefused(wrongPassword);
        assertRefused(unknownUser);
        assertThat(wrongPassword.json().getString("detail"))
                .isEqualTo(unknownUser.json().getString("detail"));
    }

    @Test
    void loginShouldHaveItsOwnStricterLimit() {
        for (int call = 0; call < 10; call++) {
            assertThat(Api.anonymous().login(Environment.ADMIN, "wrong").status())
                    .isEqualTo(401);
        }

        Answer refused = Api.anonymous().login(Environment.ADMIN, Environment.ADMIN_PASSWORD);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit-Policy")).hasValue("\"login\";q=10;w=60");
        Redis.clearRateLimits();
    }

    @Test
    void viewerShouldReadAndNotWrite() {
        Api viewer = new Api(Tokens.valid("viewer"));
        String any = "/api/contacts/" + UUID.randomUUID();

        assertThat(viewer.get("/api/contacts").status()).isEqualTo(200);
        assertForbidden(viewer.post("/api/contacts", CONTACT));
        assertForbidden(viewer.patch(any, "{\"version\":1}"));
        assertForbidden(viewer.delete(any));
    }

    @Test
    void editorShouldReadAndWrite() {
        Api editor = new Api(Tokens.valid("editor"));

        Answer created = editor.post("/api/contacts", CONTACT);

        assertThat(created.status()).isEqualTo(201);
        assertThat(editor.delete("/api/contacts/" + created.id()).status()).isEqualTo(200);
    }

    @Test
    void unknownRoleShouldNotEvenRead() {
        assertForbidden(new Api(Tokens.valid("guest")).get("/api/contacts"));
    }

    @Test
    void requestIdShouldBeTheCallersWhereItIsWellFormed() {
        Api api = Api.anonymous();

        Answer answer = api.send(api.request("/api/contacts").header("X-Request-Id", "my.id-1_x"));
        Answer other = api.send(api.request("/api/contacts").header("X-Request-Id", "not this one"));

        assertThat(answer.header("X-Request-Id")).hasValue("my.id-1_x");
        assertThatJson(answer.body()).node("requestId").isEqualTo("my.id-1_x");
        assertThat(other.header("X-Request-Id")).isPresent().isNotEqualTo("not this one");
    }

    private static void assertInvalidToken(Answer answer) {
        assertRefused(answer);
        assertThat(answer.header("WWW-Authenticate").orElseThrow()).contains("Bearer", "error=\"invalid_token\"");
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertProblem(answer, "unauthorized");
    }

    private static void assertForbidden(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertProblem(answer, "forbidden");
    }

    private static void assertProblem(Answer answer, String slug) {
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.header("X-Request-Id")).isPresent();
        assertThatJson(answer.body()).node("type").isEqualTo("/problems/" + slug);
        assertThatJson(answer.body())
                .node("requestId")
                .isEqualTo(answer.header("X-Request-Id").orElseThrow());
    }

    /** RFC 9110: a scheme is the same in any case (11.1), and one or more blanks follow it (11.4). */
    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR ", "Bearer  ", "bearer    "})
    void schemeShouldBeTakenInAnySpelling(String scheme) {
        String token = Tokens.valid("viewer");

        assertThat(Api.anonymous()
                        .get("/api/contacts?limit=1", "Authorization", scheme + token)
                        .status())
                .isEqualTo(200);
        Answer refused = Api.anonymous().get("/api/contacts", "Authorization", scheme + "junk");
        Problems.assertProblem(refused, 401, "unauthorized");
        assertThat(refused.header("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "Basic YWxhZGRpbjpvcGVuc2VzYW1l", "Token x", "x"})
    void headerWithoutATokenShouldBeAnsweredAsNone(String header) {
        Answer answer = Api.anonymous().get("/api/contacts", "Authorization", header);

        Problems.assertProblem(answer, 401, "unauthorized");
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer realm=\"acmecrm\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER"})
    void roleShouldBeHeldInAnySpellingToo(String scheme) {
        Answer answer = Api.anonymous().get("/api/users", "Authorization", scheme + " " + Tokens.valid("viewer"));

        Problems.assertProblem(answer, 403, "forbidden");
    }
}
