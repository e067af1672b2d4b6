package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.EmbeddedServices;
import com.acmecrm.integration.dev.Service;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import net.javacrumbs.jsonunit.core.Option;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** The figures of all nodes together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OverviewSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The promise is two seconds; the rest is for the machine. */
    private static final Duration SLOWEST = Duration.ofMillis(2_500);

    private Api api;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void awaitCalm() {
        await(
                "everything is told",
                () -> answer().status() == 200
                        && overview().get("consumerLag").toString().equals("0")
                        && dependencyStates().stream().allMatch("up"::equals));
    }

    @Test
    void overviewShouldTellEverything() {
        Answer answer = answer();

        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/json");
        assertThatJson(answer.body()).when(Option.IGNORING_ARRAY_ORDER).isEqualTo("""
                {"data":{
                  "events":{"pending":"${json-unit.any-number}","published":"${json-unit.any-number}",
                    "processed":"${json-unit.any-number}","failed":"${json-unit.any-number}",
                    "discarded":"${json-unit.any-number}"},
                  "oldestPendingSeconds":"${json-unit.any-number}",
                  "parked":"${json-unit.any-number}",
                  "rates":"${json-unit.ignore}",
                  "consumerLag":0,
                  "poisonCount":"${json-unit.any-number}",
                  "dependencies":[
                    {"name":"postgresql","state":"up","latencyMillis":"${json-unit.any-number}"},
                    {"name":"redis","state":"up","latencyMillis":"${json-unit.any-number}"},
                    {"name":"kafka","state":"up","latencyMillis":"${json-unit.any-number}"}],
                  "drift":{"checkedAt":"${json-unit.any-string}","found":"${json-unit.any-number}"},
                  "traffic":"${json-unit.ignore}"}}""");
    }

    @Test
    void ratesShouldBeSixtyMinutesInTheirOrder() {
        List<Instant> minutes = answer().data().getJsonArray("rates").stream()
                .map(rate -> Instant.parse(rate.asJsonObject().getString("minute")))
                .toList();

        assertThat(minutes).hasSize(60);
        for (int index = 1; index < minutes.size(); index++) {
            assertThat(Duration.between(minutes.get(index - 1), minutes.get(index)))
                    .isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void ratesShouldGrowWithAChange() {
        long published = keptRate("published");
        long processed = keptRate("processed");

        api.post("/api/contacts", """
                {"firstName":"Over","lastName":"View","email":"overview@example.com"}""");

        await(
                "one more is published, and processed",
                () -> rate("published") == published + 1 && rate("processed") == processed + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "published", "processed", "failed", "discarded"})
    void eventsShouldBeCountedByState(String status) {
        String key = "overview-" + UUID.randomUUID();
        long before = number("select count(*) as n from event_processing where status = ?", status);
        // Behind a failed one nothing moves.
        insert(key, "failed", 1, 1);
        insert(key, status, 3, 120);
        int own = status.equals("failed") ? 4 : 3;
        try {
            await("they are counted", () -> count(status) == before + own);
            if (status.equals("pending")) {
                assertThat(overview().getJsonNumber("oldestPendingSeconds").doubleValue())
                        .isBetween(120.0, 180.0);
            }
        } finally {
            Database.change("delete from event_processing where message_key = ?", key);
        }
    }

    /** Behind the first failed one, each once, and nothing that is done or of another contact. */
    @Test
    void parkedShouldBeWhatWaitsBehindAFailedOne() {
        String key = "overview-" + UUID.randomUUID();
        long before = overview().getInt("parked");
        insert(key, "processed,failed,published,failed,pending,pending,discarded");
        insert("other-" + key, "published");
        try {
            await("three are parked", () -> overview().getInt("parked") == before + 3);
        } finally {
            Database.change("delete from event_processing where message_key in (?, ?)", key, "other-" + key);
        }
    }

    @Test
    void trafficShouldBeFifteenMinutesInTheirOrder() {
        List<Instant> minutes = answer().data().getJsonArray("traffic").stream()
                .map(traffic -> Instant.parse(traffic.asJsonObject().getString("minute")))
                .toList();

        assertThat(minutes).hasSize(15).isSorted();
        assertThat(Duration.between(minutes.get(0), minutes.get(14))).isEqualTo(Duration.ofMinutes(14));
        assertThat(Duration.between(minutes.get(14), Instant.now())).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void trafficShouldTellRequestsAndRefusals() {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        long requests = traffic("requests", begin);
        long refused = traffic("refused", begin);
        Redis.putText("rate:limit:GET:/api/ops/refusals:127.0.0.1", "1000", Duration.ofMinutes(1));

        for (int call = 0; call < 5; call++) {
            Problems.assertProblem(api.get("/api/ops/refusals"), 429, "quota-exceeded");
        }

        await(
                "they are told",
                () -> traffic("refused", begin) >= refused + 5 && traffic("requests", begin) >= requests + 5);
    }

    @Test
    void trafficShouldLiveInRedisForAWhile() {
        await("there is some", () -> traffic("requests", Instant.EPOCH) > 0);

        assertThat(Redis.keys("rate:traffic:*"))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(21)
                .allSatisfy(key -> {
                    assertThat(Redis.secondsToLive(key)).isBetween(1L, 20L * 60);
                    assertThat(Redis.hash(key)).containsOnlyKeys("requests", "refused");
                });
    }

    @Test
    void driftShouldBeWhatTheCheckHasFound() {
        await("there was a check", () -> !overview().getJsonObject("drift").isNull("found"));
        JsonObject meta = api.get("/api/contacts/drift").json().getJsonObject("meta");

        assertThat(overview().getJsonObject("drift").get("found")).isEqualTo(meta.get("found"));
    }

    @Test
    void poisonShouldBeCounted() {
        long before = number("select count(*) as n from poison_messages");
        Database.change("""
                insert into poison_messages (kafka_partition, kafka_offset, reason, seen_at)
                values (-1, -1, 'a test', now())""");
        try {
            await("it is counted", () -> overview().getInt("poisonCount") == before + 1);
        } finally {
            Database.change("delete from poison_messages where kafka_partition = -1");
        }
    }

    @Test
    void oldRatesShouldBeDeleted() {
        Database.change("insert into event_rates values (now() - interval '25 hours', 'failed', 1)");

        await(
                "they are gone",
                () -> Database.rows("select 1 from event_rates where minute < now() - interval '24 hours'")
                        .isEmpty());
    }

    @Test
    void lagShouldBeUnknownWhileKafkaIsStopped() {
        during(EmbeddedServices::stop, EmbeddedServices::start, Service.KAFKA, () -> {
            await("the lag is unknown", () -> overview().isNull("consumerLag"));
            await("Kafka is missed", () -> dependencyStates().contains("degraded"));
        });
    }

    @Test
    void overviewShouldBeUnavailableWhilePostgresIsStopped() {
        during(EmbeddedServices::stop, EmbeddedServices::start, Service.POSTGRES, this::assertUnavailable);
    }

    @Test
    void overviewShouldBeUnavailableWhilePostgresIsFrozen() {
        during(EmbeddedServices::freeze, EmbeddedServices::thaw, Service.POSTGRES, this::assertUnavailable);
    }

    @Test
    void overviewShouldBeForThoseWithAToken() {
        Problems.assertProblem(Api.anonymous().get("/api/ops/overview"), 401, "unauthorized");
    }

    private void assertUnavailable() {
        await("the figures are not had", () -> answer().status() != 200);
        Answer refused = answer();
        Problems.assertProblem(refused, 503, "service-unavailable");
        assertThat(refused.header("Retry-After")).isPresent();
    }

    private void during(Step begin, Step end, Service service, Runnable look) {
        begin.on(Environment.services, service);
        try {
            look.run();
        } finally {
            end.on(Environment.services, service);
        }
        await("the figures are had again", () -> answer().status() == 200);
    }

    /** Always soon. */
    private Answer answer() {
        Redis.clearRateLimits();
        long start = System.nanoTime();
        Answer answer = api.get("/api/ops/overview");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SLOWEST);
        return answer;
    }

    private JsonObject overview() {
        Answer answer = answer();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.data();
    }

    private long count(String status) {
        return overview().getJsonObject("events").getInt(status);
    }

    /** In the whole hour: the minute may turn meanwhile. */
    private long rate(String status) {
        return overview().getJsonArray("rates").stream()
                .mapToLong(rate -> rate.asJsonObject().getInt(status))
                .sum();
    }

    private static long keptRate(String status) {
        return number(
                "select coalesce(sum(events), 0) as n from event_rates"
                        + " where minute > now() - interval '1 hour' and status = ?",
                status);
    }

    private static long number(String sql, Object... parameters) {
        return Long.parseLong(Database.rows(sql, parameters).get(0).get("n"));
    }

    private List<String> dependencyStates() {
        return overview().getJsonArray("dependencies").stream()
                .map(dependency -> dependency.asJsonObject().getString("state"))
                .toList();
    }

    private static void await(String condition, Callable<Boolean> met) {
        Awaitility.await(condition).atMost(PATIENCE).until(met);
    }

    private static void insert(String key, String status, int count, int seconds) {
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at)
                select gen_random_uuid(), 'contact.updated', ?, ?, version, '{}', now() - make_interval(secs => ?)
                from generate_series(1, ?) version""", status, key, seconds, count);
    }

    /** In this order. */
    private static void insert(String key, String statuses) {
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at)
                select gen_random_uuid(), 'contact.updated', status, ?, version, '{}', now()
                from unnest(string_to_array(?, ',')) with ordinality of_one (status, version)
                order by version""", key, statuses);
    }

    private long traffic(String what, Instant since) {
        return overview().getJsonArray("traffic").stream()
                .filter(minute -> !Instant.parse(minute.asJsonObject().getString("minute"))
                        .isBefore(since))
                .mapToLong(minute -> minute.asJsonObject().getInt(what))
                .sum();
    }

    private interface Step {
        void on(EmbeddedServices services, Service service);
    }
}
