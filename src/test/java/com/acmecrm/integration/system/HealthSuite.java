package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.EmbeddedServices;
import com.acmecrm.integration.dev.Service;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.javacrumbs.jsonunit.core.Option;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** What the service says of itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HealthSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The promise is two seconds; the rest is for the machine. */
    private static final Duration SLOWEST = Duration.ofMillis(2_500);

    /** A server that has just started compiles while it answers. */
    @BeforeAll
    void warmUp() {
        IntStream.range(0, 20).forEach(request -> Api.anonymous().get("/health"));
    }

    @BeforeEach
    void awaitCalm() {
        await("everything is ok", () -> states().stream().allMatch("ok"::equals));
    }

    @Test
    void readinessShouldTellEachDependencyAndTheEvents() {
        Answer answer = ask("/health/ready");

        assertShape(answer, 200);
        assertThatJson(answer.body()).when(Option.IGNORING_ARRAY_ORDER).isEqualTo("""
                {"status":"UP","checks":[
                  {"name":"postgresql","status":"UP","data":{"state":"ok","latencyMillis":"${json-unit.any-number}"}},
                  {"name":"redis","status":"UP","data":{"state":"ok","latencyMillis":"${json-unit.any-number}"}},
                  {"name":"kafka","status":"UP","data":{"state":"ok","latencyMillis":"${json-unit.any-number}"}},
                  {"name":"drain","status":"UP","data":{"state":"ok"}},
                  {"name":"tasks","status":"UP","data":{"state":"ok"}},
                  {"name":"events","status":"UP",
                   "data":{"state":"ok","failed":0,"poisonLastHour":0,"oldestWaitingSeconds":"${json-unit.any-number}"}}]}""");
    }

    /** A task that does not register could stop without a sign. */
    @Test
    void everyBackgroundTaskShouldBeMeasured() {
        Map<String, Double> ages = Meters.now().samples().entrySet().stream()
                .filter(sample -> sample.getKey().startsWith("acmecrm_task_age_seconds"))
                .collect(Collectors.toMap(
                        sample -> sample.getKey().replaceAll(".*task=\"(.*)\".*", "$1"), Map.Entry::getValue));

        assertThat(ages)
                .containsOnlyKeys(
                        "audit-retention",
                        "audit-unconfirmed",
                        "consumer",
                        "drift",
                        "idempotency-retention",
                        "relay",
                        "retention",
                        "retry",
                        "stream",
                        "stream-heartbeats",
                        "stream-tokens",
                        "stream-watchers",
                        "traffic");
        assertThat(ages.values()).allMatch(age -> age < 30);
    }

    @Test
    void livenessShouldTellTheLoops() {
        Answer answer = ask("/health/live");

        assertShape(answer, 200);
        assertThatJson(answer.body()).when(Option.IGNORING_ARRAY_ORDER).isEqualTo("""
                {"status":"UP","checks":[
                  {"name":"relay","status":"UP","data":{"state":"ok"}},
                  {"name":"consumer","status":"UP","data":{"state":"ok"}}]}""");
    }

    @Test
    void startUpShouldTellTheApplication() {
        Answer answer = ask("/health/started");

        assertShape(answer, 200);
        assertThatJson(answer.body()).isEqualTo("""
                {"status":"UP","checks":[{"name":"application","status":"UP","data":{"state":"ok"}}]}""");
    }

    @Test
    void healthShouldTellAll() {
        Answer answer = ask("/health");

        assertShape(answer, 200);
        assertThat(answer.json().getJsonArray("checks"))
                .extracting(check -> check.asJsonObject().getString("name"))
                .containsExactlyInAnyOrder(
                        "postgresql", "redis", "kafka", "drain", "events", "tasks", "relay", "consumer", "application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/", "/health/nothing", "/health/ready/"})
    void otherAddressesShouldBeUnknown(String path) {
        Problems.assertProblem(ask(path), 404, "not-found");
    }

    @Test
    void headShouldAnswerAsGetWithoutABody() {
        Api api = Api.anonymous();

        Answer answer = api.send(api.request("/health/ready").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"POSTGRES, postgresql", "REDIS, redis"})
    void nodeShouldNotBeReadyAndStillLiveWhileADependencyIsStopped(Service service, String name) {
        during(EmbeddedServices::stop, EmbeddedServices::start, service, () -> assertNotReadyWithout(name));
    }

    @ParameterizedTest
    @CsvSource({"POSTGRES, postgresql", "REDIS, redis"})
    void nodeShouldNotBeReadyAndStillLiveWhileADependencyIsFrozen(Service service, String name) {
        during(EmbeddedServices::freeze, EmbeddedServices::thaw, service, () -> assertNotReadyWithout(name));
    }

    /** It answers every read then, and no request can be counted. */
    @ParameterizedTest
    @EnumSource
    void nodeShouldNotBeReadyWhileRedisRefusesWrites(RefusedWrites cause) {
        cause.begin.run();
        try {
            assertNotReadyWithout("redis");
            Problems.assertProblem(Api.anonymous().login("nobody", "nothing"), 503, "service-unavailable");
            assertNotReadyWithout("redis");
        } finally {
            cause.end.run();
        }
        await("the node is well again", () -> states().stream().allMatch("ok"::equals));
        assertRequestsAreServed();
    }

    private enum RefusedWrites {
        MAXMEMORY_IS_REACHED(Redis::fill, Redis::unfill),
        SERVER_IS_A_REPLICA(Redis::makeReplica, Redis::makeMaster);

        private final Runnable begin;
        private final Runnable end;

        RefusedWrites(Runnable begin, Runnable end) {
            this.begin = begin;
            this.end = end;
        }
    }

    @Test
    void nodeShouldBeDegradedAndReadyWhileKafkaIsStopped() {
        during(EmbeddedServices::stop, EmbeddedServices::start, Service.KAFKA, this::assertDegradedWithoutKafka);
    }

    @Test
    void nodeShouldBeDegradedAndReadyWhileKafkaIsFrozen() {
        during(EmbeddedServices::freeze, EmbeddedServices::thaw, Service.KAFKA, this::assertDegradedWithoutKafka);
    }

    @Test
    void nodeShouldBeDegradedAndReadyWhileAnEventHasFailed() {
        String key = "unhealthy-" + UUID.randomUUID();
        insert(key, "failed", 1, "1 second");
        try {
            await("the failed event is told", () -> state("events").equals("degraded"));
            assertThat(ask("/health/ready").status()).isEqualTo(200);
            assertThat(data("events").getInt("failed")).isEqualTo(1);
        } finally {
            delete(key);
        }
        await("nothing is left of it", () -> state("events").equals("ok"));
    }

    @Test
    void nodeShouldBeDegradedForAnHourAfterAMessageThatWasNoEvent() {
        Database.change("insert into poison_messages values (-2, 0, 'a test', now() - interval '59 minutes')");
        try {
            await("it is told", () -> data("events").getInt("poisonLastHour") == 1);
            assertThat(state("events")).isEqualTo("degraded");
            assertThat(ask("/health/ready").status()).isEqualTo(200);
            Database.change("update poison_messages set seen_at = now() - interval '61 minutes'");
            await("it is forgotten", () -> state("events").equals("ok"));
        } finally {
            Database.change("delete from poison_messages");
        }
    }

    /** Published and not processed, because an earlier event of its contact has failed; and pending, in the same way. */
    @ParameterizedTest
    @ValueSource(strings = {"pending", "published"})
    void nodeShouldBeDegradedWhileAnEventWaitsForLong(String status) {
        String key = "late-" + UUID.randomUUID();
        insert(key, "failed", 1, "1 second");
        insert(key, status, 2, "90 seconds");
        try {
            await("the waiting event is told", () -> data("events").getInt("oldestWaitingSeconds", 0) >= 90);
            assertThat(state("events")).isEqualTo("degraded");
            assertThat(ask("/health/ready").status()).isEqualTo(200);
        } finally {
            delete(key);
        }
    }

    /** The answer of one second serves all who ask in it. */
    @Test
    void manyProbesShouldNotBecomeManyQueries() {
        long before = questionsToRedis();

        IntStream.range(0, 300).parallel().forEach(probe -> ask("/health/ready"));

        assertThat(questionsToRedis() - before).isLessThan(60);
    }

    private static long questionsToRedis() {
        return Long.parseLong(Redis.info().getProperty("cmdstat_set").replaceAll("calls=(\\d+).*", "$1"));
    }

    private void assertNotReadyWithout(String name) {
        await("the node is not ready", () -> ask("/health/ready").status() == 503);
        Answer ready = ask("/health/ready");
        assertShape(ready, 503);
        assertThat(ready.json().getString("status")).isEqualTo("DOWN");
        assertThat(check(ready, name).toString()).isEqualTo("{\"name\":\"%s\",\"status\":\"DOWN\"}".formatted(name));
        assertShape(ask("/health/live"), 200);
        assertShape(ask("/health/started"), 200);
        assertShape(ask("/health"), 503);
    }

    private void assertDegradedWithoutKafka() {
        await("Kafka is missed", () -> state("kafka").equals("degraded"));
        Answer ready = ask("/health/ready");
        assertShape(ready, 200);
        assertThatJson(check(ready, "kafka").toString()).isEqualTo("""
                {"name":"kafka","status":"UP","data":{"state":"degraded"}}""");
        assertShape(ask("/health/live"), 200);
    }

    private static void during(Step begin, Step end, Service service, Runnable look) {
        begin.on(Environment.services, service);
        try {
            look.run();
        } finally {
            end.on(Environment.services, service);
        }
        await("the node is well again", () -> states().stream().allMatch("ok"::equals));
        assertRequestsAreServed();
    }

    /** On connections that have met the outage, too. */
    private static void assertRequestsAreServed() {
        IntStream.range(0, 10).forEach(request -> {
            Redis.clearRateLimits();
            Answer answer = Api.anonymous().login("nobody", "nothing");
            Problems.assertProblem(answer, 401, "unauthorized");
        });
    }

    private static void assertShape(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Request-Id")).isPresent();
        assertThat(answer.body()).doesNotContain("127.0.0.1", "localhost", "Exception", "refused", "acmecrm");
    }

    /** Without a token, and always soon. */
    private static Answer ask(String path) {
        long start = System.nanoTime();
        Answer answer = Api.anonymous().get(path);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(path).isLessThan(SLOWEST);
        return answer;
    }

    private static List<String> states() {
        return ask("/health").json().getJsonArray("checks").stream()
                .map(check -> state(check.asJsonObject()))
                .toList();
    }

    private static String state(String name) {
        return state(check(ask("/health/ready"), name));
    }

    private static String state(JsonObject check) {
        return check.containsKey("data") ? check.getJsonObject("data").getString("state") : "down";
    }

    private static JsonObject data(String name) {
        return check(ask("/health/ready"), name).getJsonObject("data");
    }

    private static JsonObject check(Answer answer, String name) {
        return answer.json().getJsonArray("checks").stream()
                .map(check -> check.asJsonObject())
                .filter(check -> check.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void await(String condition, Callable<Boolean> met) {
        Awaitility.await(condition).atMost(PATIENCE).until(met);
    }

    private static void insert(String key, String status, int version, String age) {
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, kafka_partition)
                values (gen_random_uuid(), 'contact.updated', ?, ?, ?, '{}', now() - ?::interval,
                    case when ? = 'published' then 0 end)""", status, key, version, age, status);
    }

    private static void delete(String key) {
        Database.change("delete from event_processing where message_key = ?", key);
    }

    private interface Step {
        void on(EmbeddedServices services, Service service);
    }
}
