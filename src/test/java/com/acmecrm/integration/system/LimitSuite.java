package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.Service;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is counted, against what, and who is told to be refused. */
abstract class LimitSuite {

    /** Of the server under test. What its policies are for stands in the environment. */
    static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("acmecrm.ratelimit.trusted-proxies", "127.0.0.9/32,127.0.0.10"),
            Map.entry("acmecrm.ratelimit.policies", "one-event,watched"),
            Map.entry("acmecrm.ratelimit.one-event.requests", "30"),
            Map.entry("acmecrm.ratelimit.one-event.window", "PT40S"),
            Map.entry("acmecrm.ratelimit.one-event.roles", "viewer:5,editor:40"),
            Map.entry("acmecrm.ratelimit.watched.requests", "5"),
            Map.entry("acmecrm.ratelimit.watched.window", "PT60S"),
            Map.entry("acmecrm.ratelimit.watched.mode", "shadow"));

    static final String PROXY = "127.0.0.9";

    private static final String STRANGER = "127.0.0.20";
    private static final String CONTACTS = "/api/contacts";
    private static final String COUNTER = "rate:limit:GET:/api/contacts:";
    private static final List<String> REFUSED =
            List.of("rate:{refused}:count", "rate:{refused}:until", "rate:{refused}:since");
    private static final int MOST = 10_000;
    private static final int LIMIT = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The promise is two seconds; the rest is for the machine. */
    private static final Duration SLOWEST = Duration.ofMillis(2_500);

    @BeforeEach
    @AfterEach
    void forget() {
        Redis.clearRateLimits();
        REFUSED.forEach(Redis::delete);
    }

    static Stream<SocketApi> forgeries() {
        SocketApi stranger = SocketApi.from(STRANGER);
        return Stream.of(
                stranger.with("X-Forwarded-For", "203.0.113.1"),
                stranger.with("X-Forwarded-For", "203.0.113.1, 127.0.0.9"),
                stranger.with("X-Forwarded-For", "127.0.0.9").with("X-Forwarded-For", "203.0.113.1"),
                stranger.with("X-Forwarded-For", "::ffff:127.0.0.1"),
                stranger.with("x-forwarded-for", "%"),
                stranger.with("Forwarded", "for=203.0.113.1"),
                stranger.with("X-Real-IP", "203.0.113.1"),
                stranger.with("X-Client-IP", "203.0.113.1"));
    }

    @Test
    void forgedAddressShouldMakeNoDifference() {
        List<SocketApi> forgeries = forgeries().toList();
        for (int call = 0; call < LIMIT; call++) {
            assertThat(forgeries.get(call % forgeries.size()).get(CONTACTS).status())
                    .isEqualTo(401);
        }

        assertThat(forgeries)
                .allSatisfy(forged -> assertThat(forged.get(CONTACTS).status()).isEqualTo(429));
        assertThat(Redis.keys(COUNTER + "*")).containsExactly(COUNTER + STRANGER);
        assertThat(Redis.text(COUNTER + STRANGER)).isEqualTo(Integer.toString(LIMIT + forgeries.size()));
    }

    @ParameterizedTest(name = "<{0}>")
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.1                          | 203.0.113.1
            203.0.113.66, 203.0.113.1            | 203.0.113.1
            203.0.113.66, 203.0.113.1, 127.0.0.10 | 203.0.113.1
            203.0.113.1:4711                     | 203.0.113.1
            ::ffff:203.0.113.1                   | 203.0.113.1
            2001:DB8:0:0:0:0:0:1                 | 2001:db8::1
            [2001:db8::1]:4711                   | 2001:db8::1
            203.0.113.1, unknown                 | 127.0.0.9
            203.0.113.1, <script>, 127.0.0.10    | 127.0.0.10
            """)
    void trustedProxyShouldBeBelieved(String forwarded, String counted) {
        assertThat(forwarded(forwarded).get(CONTACTS).status()).isEqualTo(401);

        assertThat(Redis.keys(COUNTER + "*")).containsExactly(COUNTER + counted);
    }

    @Test
    void clientsBehindOneProxyShouldHaveTheirOwnLimits() {
        for (int call = 0; call < LIMIT; call++) {
            assertThat(forwarded(call + ".1.1.1, 203.0.113.1").get(CONTACTS).status())
                    .isEqualTo(401);
        }

        assertThat(forwarded("203.0.113.1").get(CONTACTS).status()).isEqualTo(429);
        assertThat(forwarded("203.0.113.2").get(CONTACTS).status()).isEqualTo(401);
    }

    @Test
    void counterWithoutExpiryShouldBeGivenOne() {
        Redis.putText(COUNTER + STRANGER, "7");

        SocketApi.from(STRANGER).get(CONTACTS);

        assertThat(Redis.text(COUNTER + STRANGER)).isEqualTo("8");
        assertThat(Redis.secondsToLive(COUNTER + STRANGER)).isBetween(1L, 60L);
    }

    /** As it is after the window has been made shorter. */
    @Test
    void counterShouldLiveNoLongerThanTheWindow() {
        Redis.putText(COUNTER + STRANGER, "40", Duration.ofHours(1));

        SocketApi.Reply reply = SocketApi.from(STRANGER).get(CONTACTS);

        assertThat(reply.header("Retry-After")).hasValue("60");
        assertThat(Redis.secondsToLive(COUNTER + STRANGER)).isBetween(1L, 60L);
    }

    @Test
    void roleShouldHaveItsOwnLimit() {
        SocketApi viewer = SocketApi.from(STRANGER).as(Tokens.valid("viewer"));
        for (int call = 0; call < 5; call++) {
            assertThat(viewer.get(event()).status()).isEqualTo(404);
        }
        SocketApi.Reply refused = viewer.get(event());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit-Policy")).hasValue("\"one-event\";q=5;w=40");
        assertThat(refused.text()).contains("5 requests in 40 seconds are allowed here");
        assertThat(SocketApi.from(STRANGER)
                        .as(Tokens.valid("admin"))
                        .get(event())
                        .header("RateLimit-Policy"))
                .as("a role without one has the policy's")
                .hasValue("\"one-event\";q=30;w=40");
    }

    @Test
    void roleShouldBeAllowedMoreOnlyWhenItsTokenIsGood() {
        String token = Tokens.valid("editor");
        SocketApi editor = SocketApi.from(STRANGER).as(token);
        for (int call = 0; call < 40; call++) {
            assertThat(editor.get(event()).status()).isEqualTo(404);
        }
        assertThat(editor.get(event()).status()).isEqualTo(429);
        Redis.clearRateLimits();
        Redis.delete("auth:token:" + Tokens.claims(token).getString("jti"));

        assertThat(editor.get(event()).header("RateLimit-Policy")).hasValue("\"one-event\";q=30;w=40");
        assertThat(SocketApi.from(STRANGER).get(event()).header("RateLimit-Policy"))
                .hasValue("\"one-event\";q=30;w=40");
    }

    @Test
    void shadowShouldCountAndTellAndRefuseNobody() {
        String meter = "acmecrm_ratelimit_refused_total{mode=\"shadow\",policy=\"watched\"}";
        double before = Meters.now().value(meter);
        SocketApi admin = SocketApi.from(STRANGER).as(Tokens.valid("admin"));
        String path = "/api/events/retries/" + UUID.randomUUID();

        List<SocketApi.Reply> replies =
                Stream.generate(() -> admin.get(path)).limit(7).toList();

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(404));
        assertThat(replies.get(6).header("RateLimit-Policy")).hasValue("\"watched\";q=5;w=60");
        assertThat(replies.get(6).header("RateLimit").orElseThrow()).startsWith("\"watched\";r=0;t=");
        assertThat(Meters.now().value(meter) - before).isEqualTo(2);
        await("both are told", () -> refusals().size() == 1 && refused(0) == 2);
        assertThatJson(refusals().get(0).toString()).isEqualTo("""
                {"address":"127.0.0.20","endpoint":"GET /api/events/retries/{id}","policy":"watched","shadow":true,
                 "refused":2,"since":"${json-unit.any-string}","until":"${json-unit.any-string}"}""");
    }

    @Test
    void refusalsShouldBeToldMostFirst() {
        String meter = "acmecrm_ratelimit_refused_total{mode=\"enforce\",policy=\"api\"}";
        double before = Meters.now().value(meter);
        Instant begin = Instant.now();

        exceed("203.0.113.1", 2);
        exceed("2001:db8::2", 3);
        exceed("203.0.113.3", 1);

        await(
                "all are told",
                () -> refusals().stream().mapToInt(one -> one.getInt("refused")).sum() == 6);
        Answer answer = list("");
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/json");
        assertThatJson(answer.body()).isEqualTo("""
                {"data":[
                  {"address":"2001:db8::2","endpoint":"GET /api/contacts","policy":"api","shadow":false,"refused":3,
                   "since":"${json-unit.any-string}","until":"${json-unit.any-string}"},
                  {"address":"203.0.113.1","endpoint":"GET /api/contacts","policy":"api","shadow":false,"refused":2,
                   "since":"${json-unit.any-string}","until":"${json-unit.any-string}"},
                  {"address":"203.0.113.3","endpoint":"GET /api/contacts","policy":"api","shadow":false,"refused":1,
                   "since":"${json-unit.any-string}","until":"${json-unit.any-string}"}],
                 "meta":{"limit":50,"total":3}}""");
        assertThat(refusals()).allSatisfy(one -> {
            assertThat(Instant.parse(one.getString("since"))).isBetween(begin.minusSeconds(1), Instant.now());
            assertThat(Instant.parse(one.getString("until")))
                    .isBetween(Instant.now().plusSeconds(30), begin.plusSeconds(75));
        });
        assertThat(Meters.now().value(meter) - before).isEqualTo(6);
        assertThat(REFUSED)
                .allSatisfy(key -> assertThat(Redis.secondsToLive(key)).isBetween(1L, 60L));
    }

    @Test
    void refusalShouldBeForgottenWhenItsWindowEnds() {
        String past = "api enforce 203.0.113.77 GET /api/contacts";
        Redis.putScores(REFUSED.get(0), Map.of(past, 5.0));
        Redis.putScores(REFUSED.get(1), Map.of(past, Instant.now().toEpochMilli() - 1_000.0));
        Redis.putHash(REFUSED.get(2), Map.of(past, "1"));

        assertThat(refusals()).isEmpty();

        assertThat(Redis.keys("rate:{refused}:*")).isEmpty();
    }

    /** As many as an attacker has addresses. */
    @Test
    void refusalsShouldNotGrowWithoutEnd() {
        Function<Integer, String> subject =
                number -> "api enforce 10.1.%d.%d GET /api/contacts".formatted(number / 256, number % 256);
        double until = Instant.now().plusSeconds(50).toEpochMilli();
        List<String> subjects = IntStream.range(0, MOST).boxed().map(subject).toList();
        Redis.putScores(REFUSED.get(0), subjects.stream().collect(Collectors.toMap(one -> one, one -> 1.0)));
        Redis.putScores(REFUSED.get(1), subjects.stream().collect(Collectors.toMap(one -> one, one -> until)));
        Redis.putHash(REFUSED.get(2), subjects.stream().collect(Collectors.toMap(one -> one, one -> "1")));

        exceed("203.0.113.1", 2);
        exceed("203.0.113.2", 3);

        await("they are told", () -> refused(0) == 3 && refused(1) == 2);
        assertThat(REFUSED).allSatisfy(key -> {
            assertThat(Redis.size(key)).isEqualTo(MOST);
            assertThat(Redis.secondsToLive(key)).isBetween(1L, 60L);
        });
        Answer answer = list("?limit=200");
        assertThat(answer.json().getJsonArray("data")).hasSize(200);
        assertThat(answer.json().getJsonObject("meta").getInt("total")).isEqualTo(MOST);
    }

    @Test
    void refusalsShouldBeForThoseWithAToken() {
        Problems.assertProblem(Api.anonymous().get("/api/ops/refusals"), 401, "unauthorized");
        Problems.assertProblem(new Api(Tokens.valid("guest")).get("/api/ops/refusals"), 403, "forbidden");
    }

    @Test
    void refusalsShouldBeUnavailableWhileRedisIsFrozen() {
        Api viewer = new Api(Tokens.valid("viewer"));
        Environment.services.freeze(Service.REDIS);
        try {
            long start = System.nanoTime();
            Answer refused = viewer.get("/api/ops/refusals");

            Problems.assertProblem(refused, 503, "service-unavailable");
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SLOWEST);
        } finally {
            Environment.services.thaw(Service.REDIS);
        }
        await("they are told again", () -> list("").status() == 200);
    }

    @ParameterizedTest
    @MethodSource
    void badQueryShouldBeRefused(String query) {
        Problems.assertProblem(list(query), 400, "invalid-request");
    }

    static Stream<String> badQueryShouldBeRefused() {
        return Stream.of("?limit=0", "?limit=201", "?limit=x", "?limit=1&limit=2", "?address=203.0.113.1");
    }

    private static SocketApi forwarded(String chain) {
        return SocketApi.from(PROXY).with("X-Forwarded-For", chain);
    }

    /** Refused so many times, as if it had called before. */
    private static void exceed(String address, int times) {
        Redis.putText(COUNTER + address, Integer.toString(LIMIT), Duration.ofMinutes(1));
        for (int call = 0; call < times; call++) {
            assertThat(forwarded(address).get(CONTACTS).status()).isEqualTo(429);
        }
    }

    private static String event() {
        return "/api/events/" + UUID.randomUUID();
    }

    private static Answer list(String query) {
        Redis.delete("rate:limit:GET:/api/ops/refusals:127.0.0.1");
        return new Api(Tokens.valid("viewer")).get("/api/ops/refusals" + query);
    }

    private static List<JsonObject> refusals() {
        Answer answer = list("");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getJsonArray("data").getValuesAs(JsonObject.class);
    }

    private static int refused(int place) {
        return refusals().get(place).getInt("refused");
    }

    private static void await(String condition, Callable<Boolean> met) {
        Awaitility.await(condition).atMost(PATIENCE).until(met);
    }
}
