package com.acmecrm.integration.system;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
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

/** Which tokens get in, the table of those that must not, and the keys that others verify ours with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TokenSuite {

    private static final String JWKS = "/.well-known/jwks.json";
    private static final int TELLING = 16;

    private final AtomicInteger lured = new AtomicInteger();
    private final Map<String, String> attacks = new LinkedHashMap<>();
    private HttpServer attacker;

    @BeforeAll
    void prepare() throws IOException {
        attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            lured.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
        });
        attacker.start();
        attacks.putAll(SignatureAttacks.table());
        attacks.putAll(
                HeaderAttacks.table("http://127.0.0.1:" + attacker.getAddress().getPort() + "/jwks.json"));
        attacks.putAll(ClaimAttacks.table());
    }

    @AfterAll
    void end() {
        attacker.stop(0);
        Redis.delete("auth:token:null");
        Redis.delete("auth:token:");
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @Test
    void tokenShouldGetInWhenNothingIsAgainstIt() {
        String token = TokenDraft.of("admin").signed();
        String notBeforeNow = TokenDraft.of("admin")
                .with("nbf", Instant.now().getEpochSecond())
                .signed();

        assertThat(new Api(token).get("/api/contacts").status()).isEqualTo(200);
        assertThat(new Api(notBeforeNow).get("/api/contacts").status()).isEqualTo(200);
    }

    @Test
    void tokenOfAnAdditionalKeyShouldGetIn() {
        String token =
                TokenDraft.of("admin").header("kid", Tokens.next().getKeyID()).signed(Tokens.nextKey());

        assertThat(new Api(token).get("/api/contacts").status()).isEqualTo(200);
    }

    Stream<Arguments> attacks() {
        return attacks.entrySet().stream().map(attack -> Arguments.of(attack.getKey(), attack.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void attackShouldBeRefused(String name, String token) {
        Answer answer = new Api(token).get("/api/contacts");

        Problems.assertProblem(answer, 401, "unauthorized");
        assertThat(answer.header("WWW-Authenticate").orElseThrow())
                .as(name)
                .startsWith("Bearer ")
                .contains("error=\"invalid_token\"");
    }

    @Test
    void attackShouldLeadNobodyAway() {
        attacks.values().forEach(TokenSuite::send);

        assertThat(lured).as("requests to the address in jku, x5u and kid").hasValue(0);
    }

    @Test
    void logsShouldHoldNoTokenThatWasRefused() {
        attacks.values().forEach(TokenSuite::send);
        String id = "refused-" + System.nanoTime();
        Api.anonymous().send(Api.anonymous().request("/api/contacts").header("X-Request-Id", id));
        Awaitility.await("all is in the log")
                .atMost(Duration.ofSeconds(10))
                .until(() -> LogSuite.lines().stream().anyMatch(line -> line.contains(id)));

        Collection<String> parts = attacks.values().stream()
                .flatMap(token -> Arrays.stream(token.split("\\.")).skip(token.contains(".") ? 1 : 0))
                .filter(part -> part.length() >= TELLING)
                .toList();
        assertThat(LogSuite.lines()).noneMatch(line -> parts.stream().anyMatch(line::contains));
    }

    private static void send(String token) {
        Redis.clearRateLimits();
        assertThat(new Api(token).get("/api/contacts").status()).isEqualTo(401);
    }

    @Test
    void tokenShouldNameItsKey() {
        JsonObject header = Tokens.header(Api.admin().token());

        assertThat(header).isEqualTo(Answer.parse(Tokens.header()));
    }

    @Test
    void keysShouldBePublishedWithoutAnythingPrivate() {
        Answer answer = Api.anonymous().get(JWKS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).hasValue("public, max-age=300");
        List<JsonObject> keys = answer.json().getJsonArray("keys").getValuesAs(JsonObject.class);
        assertThat(keys)
                .extracting(key -> key.getString("kid"))
                .containsExactly(Tokens.service().getKeyID(), Tokens.next().getKeyID());
        assertThat(keys).allSatisfy(key -> {
            assertThat(key.keySet()).containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
            assertThat(key.getString("kty")).isEqualTo("RSA");
            assertThat(key.getString("use")).isEqualTo("sig");
            assertThat(key.getString("alg")).isEqualTo("RS256");
        });
    }

    @Test
    void publishedKeyShouldVerifyATokenOfTheService() throws Exception {
        SignedJWT token = SignedJWT.parse(Api.admin().token());
        JWKSet keys = JWKSet.parse(Api.anonymous().get(JWKS).body());

        RSASSAVerifier verifier = new RSASSAVerifier(
                keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey());
        assertThat(token.verify(verifier)).isTrue();
    }

    @Test
    void keysShouldAnswerHead() {
        Api api = Api.anonymous();

        Answer answer = api.send(api.request(JWKS).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Cache-Control")).hasValue("public, max-age=300");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void keysShouldNotBeChangedFromOutside(String method) {
        Api api = Api.anonymous();

        Answer answer = api.send(api.request(JWKS).method(method, HttpRequest.BodyPublishers.noBody()));

        Problems.assertProblem(answer, 405, "method-not-allowed");
    }
}
