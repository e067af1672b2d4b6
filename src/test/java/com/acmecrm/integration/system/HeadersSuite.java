package com.acmecrm.integration.system;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What browsers are told. In this run pages of {@code https://crm.example.com} may call the API. */
abstract class HeadersSuite {

    private static final String FRIEND = "https://crm.example.com";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    /** Every way in which an answer comes about. */
    enum Kind {
        PAGE(() -> Api.anonymous().get("/")),
        STYLE(() -> Api.anonymous().get("/problem.css")),
        PROBLEM_PAGE(() -> Api.anonymous().get("/problems/not-found")),
        HEALTH(() -> Api.anonymous().get("/health")),
        METRICS(() -> Api.anonymous().get("/metrics")),
        CONTACTS(() -> new Api(Tokens.valid("viewer")).get("/api/contacts")),
        CREATED(() -> new Api(Tokens.valid("editor")).post("/api/contacts", """
                {"firstName":"Ada","lastName":"Lovelace","email":"ada@example.com"}""")),
        NO_TOKEN(() -> Api.anonymous().get("/api/contacts")),
        BAD_TOKEN(() -> new Api("junk").get("/api/contacts")),
        FORBIDDEN(() -> new Api(Tokens.valid("viewer")).delete("/api/contacts/1")),
        NOT_FOUND(() -> Api.anonymous().get("/nothing")),
        NOT_FOUND_IN_API(() -> new Api(Tokens.valid("viewer")).get("/api/nothing")),
        BAD_BODY(() -> new Api(Tokens.valid("editor")).post("/api/contacts", "{")),
        TOO_LARGE(() -> new Api(Tokens.valid("editor")).post("/api/contacts", "x".repeat(2 << 20)));

        private final Supplier<Answer> answer;

        Kind(Supplier<Answer> answer) {
            this.answer = answer;
        }
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerShouldCarryTheHeadersOnce(Kind kind) {
        Answer answer = kind.answer.get();

        assertThat(all(answer, "Content-Security-Policy"))
                .singleElement()
                .satisfies(policy -> assertThat(policy)
                        .contains(
                                "default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                        .doesNotContain("unsafe", "*"));
        assertThat(all(answer, "X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(all(answer, "X-Frame-Options")).containsExactly("DENY");
        assertThat(all(answer, "Referrer-Policy")).containsExactly("no-referrer");
        assertThat(all(answer, "X-Request-Id")).hasSize(1);
        assertThat(answer.header("Strict-Transport-Security"))
                .as("not without TLS")
                .isEmpty();
        assertThat(answer.header(ALLOW_ORIGIN)).isEmpty();
    }

    /** {@link LimitSuite#PROXY} is a trusted proxy in this run. */
    @Test
    void clientsBehindTlsShouldBeToldToKeepToIt() {
        SocketApi proxy = SocketApi.from(LimitSuite.PROXY);
        SocketApi stranger = SocketApi.from("127.0.0.5");

        assertThat(proxy.with("X-Forwarded-Proto", "https").get("/").header("Strict-Transport-Security"))
                .hasValue("max-age=31536000");
        assertThat(proxy.with("X-Forwarded-Proto", "http").get("/").header("Strict-Transport-Security"))
                .isEmpty();
        assertThat(stranger.with("X-Forwarded-Proto", "https").get("/").header("Strict-Transport-Security"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noAnswerShouldSayWhatServesIt(Kind kind) {
        Answer answer = kind.answer.get();

        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Powered-By")).isEmpty();
        assertThat(answer.body().toLowerCase()).doesNotContain("payara", "glassfish", "wildfly", "undertow", "grizzly");
    }

    @ParameterizedTest
    @EnumSource(names = {"CONTACTS", "CREATED", "NO_TOKEN", "BAD_TOKEN", "FORBIDDEN", "BAD_BODY"})
    void answersOfTheApiShouldNotBeKept(Kind kind) {
        assertThat(all(kind.answer.get(), "Cache-Control")).containsExactly("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/problems/not-found"})
    void pagesShouldWorkUnderTheirPolicy(String path) {
        String page = Api.anonymous().get(path).body();

        assertThat(page)
                .contains("<html")
                .doesNotContainPattern(
                        Pattern.compile("<script(?![^>]*\\ssrc=)|<style|\\sstyle=|\\son\\w+=|javascript:"));
    }

    @Test
    void pageOfAConfiguredOriginShouldReadAnswers() {
        Answer answer = ofOrigin("/api/contacts", FRIEND);

        assertThat(all(answer, ALLOW_ORIGIN)).containsExactly(FRIEND);
        assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow())
                .contains("ETag", "RateLimit", "X-Request-Id");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Vary").orElseThrow()).contains("Origin");
    }

    @Test
    void pageOfAConfiguredOriginShouldReadTheServersRefusals() {
        Api api = new Api("junk");

        Answer answer = api.send(api.request("/api/contacts").header("Origin", FRIEND));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(all(answer, ALLOW_ORIGIN)).containsExactly(FRIEND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "http://crm.example.com",
                "https://crm.example.com:8443",
                "https://crm.example.com.evil.com",
                "https://CRM.example.com",
                "null"
            })
    void pageOfAnotherOriginShouldNotReadAnswers(String origin) {
        assertThat(ofOrigin("/api/contacts", origin).header(ALLOW_ORIGIN)).isEmpty();
        assertThat(preflight(origin, Optional.of("PATCH")).status()).isEqualTo(405);
    }

    @Test
    void preflightShouldBeAnsweredWithoutAToken() {
        Answer answer = preflight(FRIEND, Optional.of("PATCH"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(all(answer, ALLOW_ORIGIN)).containsExactly(FRIEND);
        assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("PATCH", "DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow()).contains("Authorization", "If-Match");
        assertThat(Redis.keys("rate:limit:*")).isEmpty();
    }

    @Test
    void otherOptionsShouldStayRefused() {
        Problems.assertProblem(preflight(FRIEND, Optional.empty()), 405, "method-not-allowed");
    }

    private static Answer ofOrigin(String path, String origin) {
        Api api = new Api(Tokens.valid("viewer"));
        return api.send(api.request(path).header("Origin", origin));
    }

    private static Answer preflight(String origin, Optional<String> method) {
        Api api = Api.anonymous();
        HttpRequest.Builder request = api.request("/api/contacts").header("Origin", origin);
        method.ifPresent(name -> request.header("Access-Control-Request-Method", name));
        return api.send(request.method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private static List<String> all(Answer answer, String name) {
        return answer.response().headers().allValues(name);
    }
}
