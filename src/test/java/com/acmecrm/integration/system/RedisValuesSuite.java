package com.acmecrm.integration.system;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Values in Redis that this service did not write: they harm the caller whose key it is, and nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisValuesSuite {

    /** More than open the breaker. */
    private static final int CALLS = 10;

    private static final Duration A_MOMENT = Duration.ofMinutes(1);

    private Person viewer;
    private Api others;

    @BeforeAll
    void begin() {
        others = Api.admin();
        viewer = Person.create(others, "viewer");
    }

    @BeforeEach
    void clear() {
        Redis.clearRateLimits();
    }

    @AfterEach
    void repair() {
        Redis.clearRateLimits();
        Redis.delete(notBefore());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "text"})
    void counterOfAnotherTypeShouldRefuseItsEndpointOnly(String kind) {
        others.get("/api/contacts");
        String counter = Redis.keys("rate:limit:GET:/api/contacts:*").iterator().next();
        replace(counter, kind);

        for (int call = 0; call < CALLS; call++) {
            Answer answer = others.get("/api/contacts");
            Problems.assertProblem(answer, 503, "service-unavailable");
            assertThat(answer.header("Retry-After")).isPresent();
        }

        assertThat(others.get("/api/events").status()).isEqualTo(200);
        assertLoggedOnce(counter);
    }

    @Test
    void counterAtItsEndShouldRefuseAndExpire() {
        others.get("/api/contacts");
        String counter = Redis.keys("rate:limit:GET:/api/contacts:*").iterator().next();
        Redis.putText(counter, Long.toString(Long.MAX_VALUE));

        Problems.assertProblem(others.get("/api/contacts"), 429, "quota-exceeded");

        assertThat(Redis.secondsToLive(counter)).isBetween(1L, 60L);
    }

    @Test
    void counterWithoutExpiryShouldGetOne() {
        others.get("/api/contacts");
        String counter = Redis.keys("rate:limit:GET:/api/contacts:*").iterator().next();
        Redis.putText(counter, "2");

        assertThat(others.get("/api/contacts").status()).isEqualTo(200);

        assertThat(Redis.text(counter)).isEqualTo("3");
        assertThat(Redis.secondsToLive(counter)).isBetween(1L, 60L);
    }

    /** To the second, as a person would write it, and in another offset. */
    @Test
    void notBeforeShouldBeUnderstoodAsATime() {
        Api early = viewer.logIn();
        OffsetDateTime now = Instant.now().atOffset(ZoneOffset.ofHours(2)).withNano(0);
        Redis.put(notBefore(), now.toString(), A_MOMENT);

        Problems.assertProblem(early.get("/api/contacts"), 401, "unauthorized");
        Redis.put(notBefore(), now.minusMinutes(1).toString(), A_MOMENT);
        assertThat(early.get("/api/contacts").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "text"})
    void notBeforeThatIsNoMomentShouldRefuseItsUserOnly(String kind) {
        Api refused = viewer.logIn();
        replace(notBefore(), kind);

        for (int call = 0; call < CALLS; call++) {
            Problems.assertProblem(refused.get("/api/contacts"), 401, "unauthorized");
        }

        assertThat(others.get("/api/contacts").status()).isEqualTo(200);
        assertLoggedOnce(notBefore());
        assertThat(viewer.tryToLogIn().status()).isEqualTo(200);
    }

    @Test
    void streamsShouldGoOnButForTheUserWhoseNotBeforeIsNoMoment() {
        try (EventStreamReader staying = EventStreamReader.open(others);
                EventStreamReader ending = EventStreamReader.open(viewer.logIn())) {
            replace(notBefore(), "hash");

            ending.awaitEnd();
            assertThat(staying.hasEnded()).isFalse();
        }
    }

    @Test
    void tokenRecordOfAnotherTypeShouldRefuseThatToken() {
        Api refused = viewer.logIn();
        String record = "auth:token:" + id(refused);
        Redis.delete(record);
        Redis.putText(record, "no hash", A_MOMENT);

        Problems.assertProblem(refused.get("/api/contacts"), 401, "unauthorized");

        assertThat(viewer.logIn().get("/api/contacts").status()).isEqualTo(200);
    }

    @Test
    void sessionWithoutItsFieldsShouldBeLeftOutOfTheList() {
        Api mine = viewer.logIn();
        String session = "auth:session:" + id(mine);
        Redis.delete(session);
        Redis.putHash(session, Map.of("address", "192.0.2.1"));
        Api another = viewer.logIn();

        Answer list = another.get("/api/auth/sessions");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).contains(id(another)).doesNotContain(id(mine));
        Redis.delete(session);
    }

    @Test
    void signInShouldNotDependOnTheListOfSessions() {
        Redis.rename("auth:sessions", "auth:sessions:kept");
        Redis.putText("auth:sessions", "no list", A_MOMENT);
        try {
            assertThat(viewer.logIn().get("/api/contacts").status()).isEqualTo(200);
            assertLoggedOnce("auth:sessions");
        } finally {
            Redis.rename("auth:sessions:kept", "auth:sessions");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "text"})
    void attemptsOfAnotherTypeShouldRefuseTheirAccountOnly(String kind) {
        Answer first = Api.anonymous().login(viewer.username(), "wrong");
        assertThat(first.status()).isEqualTo(401);
        String failures =
                Redis.keys("auth:failures:{" + viewer.id() + "}:*").iterator().next();
        replace(failures, kind);

        for (int call = 0; call < CALLS / 2; call++) {
            Problems.assertProblem(
                    Api.anonymous().login(viewer.username(), viewer.password()), 503, "service-unavailable");
        }

        assertThat(Api.anonymous()
                        .login(Environment.ADMIN, Environment.ADMIN_PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    private static String id(Api api) {
        return Tokens.claims(api.token()).getString("jti");
    }

    private String notBefore() {
        return "auth:notbefore:" + viewer.id();
    }

    private static void replace(String key, String kind) {
        Redis.delete(key);
        if (kind.equals("hash")) {
            Redis.putHash(key, Map.of("field", "value"));
        } else {
            Redis.putText(key, "not a number", A_MOMENT);
        }
    }

    private static void assertLoggedOnce(String key) {
        Awaitility.await("the log names " + key).until(() -> linesAbout(key) > 0);
        // Another test of the same minute may have met the key before.
        assertThat(linesAbout(key)).isLessThanOrEqualTo(2);
    }

    private static long linesAbout(String key) {
        return LogSuite.lines().stream()
                .map(line -> line.replace("\\/", "/"))
                .filter(line -> line.contains("invalid value under [" + key + "]"))
                .count();
    }
}
