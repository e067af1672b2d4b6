package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.Outage;
import com.acmecrm.integration.dev.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each dependency stopped, and frozen, for some seconds under 50 requests a second. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutageSuite {

    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration OUTAGE = Duration.ofSeconds(5);
    private static final Duration RECOVERY = Duration.ofSeconds(5);
    private static final Duration WELL = Duration.ofSeconds(3);

    /** The promise is two seconds; the rest is for the clients on a machine that runs everything at once. */
    private static final long SLOWEST_MILLIS = 2_500;

    private static final int CROWD = 16;
    private static final Duration PAUSE = Duration.ofMillis(450);
    private static final String CONTACT = """
            {"firstName":"In","lastName":"Crowd","email":"crowd@example.com","source":"acmecrm","sourceId":"pause-%s"}""";

    private final List<String> table = new ArrayList<>();
    private final List<Integer> threads = new ArrayList<>();

    /** A server that has just started compiles while it answers; here it has been in service for a while. */
    @BeforeAll
    void warmUp() {
        Api api = Api.admin();
        for (int request = 0; request < 200; request++) {
            if (request % 25 == 0) {
                Redis.clearRateLimits();
            }
            assertThat(api.get("/api/contacts?limit=1").status()).isEqualTo(200);
        }
    }

    @AfterAll
    void print() throws IOException {
        Path file = Path.of("target", "outages-%s.md".formatted(System.getProperty("arquillian.launch")));
        Files.writeString(file, """
                | outage of %d s | answers meanwhile | slowest, ms | normal again after, ms | intruders, before and afterwards, too |
                |---|---|---|---|---|
                %s
                """.formatted(OUTAGE.toSeconds(), String.join("\n", table)));
    }

    @ParameterizedTest
    @EnumSource
    void outageShouldCostClearAnswersAndNothingElse(Outage outage) {
        Api api = Api.admin();
        long begun;
        long ended;
        List<Load.Result> results;
        String marker;
        Map<Integer, Long> intruders;
        try (Load load = new Load(api);
                Intruders intruding = new Intruders(api)) {
            pass(BEFORE);
            begun = System.nanoTime();
            outage.begin(Environment.services);
            pass(OUTAGE);
            outage.end(Environment.services);
            ended = System.nanoTime();
            Awaitility.await("all is well again for some seconds")
                    .pollDelay(WELL)
                    .atMost(RECOVERY.plus(WELL))
                    .until(() -> load.isWellFor(WELL));
            results = load.end();
            marker = load.marker();
            intruders = intruding.end();
        }
        Redis.clearRateLimits();

        List<Load.Result> during = between(results, begun, ended);
        long lastFailure = results.stream()
                .filter(result -> !result.isSuccess())
                .mapToLong(Load.Result::endNanos)
                .max()
                .orElse(ended);
        table.add("| %s | %s | %d | %d | %s |"
                .formatted(
                        outage,
                        statuses(during),
                        slowest(results),
                        Math.max(0, TimeUnit.NANOSECONDS.toMillis(lastFailure - ended)),
                        text(intruders)));

        assertThat(results)
                .as("before the outage")
                .filteredOn(result -> result.endNanos() < begun)
                .isNotEmpty()
                .allMatch(Load.Result::isSuccess);
        assertThat(results)
                .as("every request is answered, by 2xx or 503 (429 where counters came back with Redis)")
                .allSatisfy(
                        result -> assertThat(result.status()).as(result.body()).isIn(200, 201, 503, 429));
        assertThat(results)
                .as("promptly; the outage from %d to %d", begun, ended)
                .allMatch(result -> result.millis() < SLOWEST_MILLIS);
        assertThat(lastFailure - ended).as("normal again").isLessThan(RECOVERY.toNanos());
        assertThat(results)
                .as("every 503 says whether the change was made")
                .filteredOn(result -> result.status() == 503)
                .allSatisfy(result -> assertThat(result.body()).containsPattern("\"outcome\":\"(none|unknown)\""));
        if (outage.isNoticedByRequests()) {
            assertThat(during).as("meanwhile").anyMatch(result -> result.status() == 503);
        } else {
            assertThat(results).as("requests do not notice").allMatch(Load.Result::isSuccess);
        }
        assertThat(intruders.keySet())
                .as("without a token, with a revoked one, over the limit: nobody is let in")
                .isSubsetOf(401, 429, 503)
                .contains(401, 429);
        assertNothingIsHalfDone(results, marker);
        assertNothingIsLeftOver();
    }

    /** Twice as many as have a place in the database at once: the others wait for theirs. */
    @Test
    void pauseOfPostgresShouldBeWaitedFor() {
        Api api = Api.admin();
        ExecutorService clients = Executors.newFixedThreadPool(CROWD);
        List<CompletableFuture<Answer>> calls;
        Environment.services.freeze(Service.POSTGRES);
        try {
            calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> api.post("/api/contacts", CONTACT.formatted(UUID.randomUUID())), clients))
                    .limit(CROWD)
                    .toList();
            pass(PAUSE);
        } finally {
            Environment.services.thaw(Service.POSTGRES);
            clients.shutdown(); // they finish what they have begun
        }
        List<Answer> answers = calls.stream().map(CompletableFuture::join).toList();

        assertThat(answers).as(answers.toString()).extracting(Answer::status).containsOnly(201);
    }

    /** Each 201 is there, each 503 that does not doubt it is not, and every contact that is there is told once. */
    private static void assertNothingIsHalfDone(List<Load.Result> results, String marker) {
        assertThat(Twins.missing()).isEmpty();
        long created = results.stream().filter(result -> result.status() == 201).count();
        long doubtful = results.stream()
                .filter(result -> result.status() == 503 && result.body().contains("\"outcome\":\"unknown\""))
                .count();
        long kept = count("select count(*) as n from internal_contacts where source_id like ?", marker + "%");
        assertThat(kept).isBetween(created, created + doubtful);
        assertThat(count("select count(*) as n from event_processing where message_key like ?", marker + "%"))
                .isEqualTo(kept);
        Awaitility.await("all events are published")
                .atMost(Duration.ofSeconds(30))
                .until(() -> count(
                                "select count(*) as n from event_processing where status = 'pending' and message_key like ?",
                                marker + "%")
                        == 0);
    }

    /** Threads of the pools may stay; what would grow with each outage is a leak. */
    private void assertNothingIsLeftOver() {
        assertThat(count("select count(*) as n from pg_stat_activity where application_name like ?", "acmecrm%"))
                .isLessThan(30);
        assertThat(Integer.parseInt(Redis.info().getProperty("connected_clients")))
                .isLessThan(30);
        threads.add(ServerProcess.threads());
        if (threads.size() > 2) {
            int high = Math.max(threads.get(0), threads.get(1));
            assertThat(threads.get(threads.size() - 1))
                    .as("threads after each outage: " + threads)
                    .isLessThan(high + 60);
        }
    }

    private static long count(String sql, Object parameter) {
        return Long.parseLong(Database.rows(sql, parameter).get(0).get("n"));
    }

    private static List<Load.Result> between(List<Load.Result> results, long begun, long ended) {
        return results.stream()
                .filter(result -> result.startNanos() > begun && result.startNanos() < ended)
                .toList();
    }

    private static long slowest(List<Load.Result> results) {
        return results.stream().mapToLong(Load.Result::millis).max().orElse(0);
    }

    private static String statuses(List<Load.Result> results) {
        Map<Integer, Long> counts = results.stream()
                .collect(Collectors.groupingBy(Load.Result::status, TreeMap::new, Collectors.counting()));
        return text(counts);
    }

    private static String text(Map<Integer, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /** The length of an outage is a given, not a condition. */
    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }
}
