package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.EmbeddedServices;
import com.acmecrm.integration.dev.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each dependency of two nodes stopped, and frozen, under load. Writes what clients saw to {@code target}. */
@Tag("chaos")
@ExtendWith(TwoNodes.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
class ClusterOutagesIT {

    private static final Duration OUTAGE =
            Duration.ofSeconds(Integer.getInteger("chaos.outage", Math.max(5, Rounds.part(20))));
    private static final Path TABLE = Path.of("target", "outages-two-nodes.md");

    private static final int RATE = 50;

    /** Two seconds of it. */
    private static final int SOME = 50;

    private final List<String> table = new ArrayList<>();

    @AfterAll
    void write() throws IOException {
        Files.writeString(TABLE, """
                | outage of %d s | answers meanwhile | slowest | all is normal after |
                |---|---|---|---|
                %s
                """.formatted(OUTAGE.toSeconds(), String.join("\n", table)));
    }

    @ParameterizedTest
    @EnumSource
    void outageShouldLoseNothing(Outage outage, TwoNodes nodes) throws Exception {
        nodes.awaitNormal();
        EmbeddedServices services = nodes.cluster().services();
        try (LoadProcess load = nodes.startLoad(RATE)) {
            Instant begun = Instant.now();
            outage.begin(services);
            pass(OUTAGE);
            outage.end(services);
            Instant back = Instant.now();
            Instant normal = nodes.awaitNormal();
            load.awaitSuccesses(SOME);

            History history = Aftermath.of(load, nodes.cluster());
            System.out.printf("%s: %s%n", outage, history.summary());
            note(outage, between(history.calls(), begun, back), later(normal, lastFailure(history.calls())), back);
            assertThat(HistoryChecker.check(history)).isEmpty();
            assertAnswers(outage, history.calls());
        }
    }

    private void note(Outage outage, List<Call> meanwhile, Instant normal, Instant back) {
        String row = "| %s | %s | %,d ms | %.1f s |"
                .formatted(
                        outage.name().toLowerCase().replace('_', ' '),
                        statuses(meanwhile),
                        meanwhile.stream().mapToLong(Call::millis).max().orElse(0),
                        Duration.between(back, normal).toMillis() / 1_000.0);
        System.out.println(row);
        table.add(row);
    }

    /**
     * What was done and not answered makes the next request for the contact a 404, 409 or 412. Without Kafka nobody is
     * refused but by a machine that is too busy, and nothing is in doubt.
     */
    private static void assertAnswers(Outage outage, List<Call> calls) {
        List<Integer> refusals = outage.isNoticedByRequests() ? List.of(404, 409, 412, 503) : List.of(503);
        assertThat(calls).allMatch(call -> call.isSuccess() || refusals.contains(call.status()));
    }

    private static List<Call> between(List<Call> calls, Instant begun, Instant back) {
        return calls.stream()
                .filter(call -> call.at().isAfter(begun) && call.at().isBefore(back))
                .toList();
    }

    private static Instant lastFailure(List<Call> calls) {
        return calls.stream()
                .filter(call -> call.status() == 0 || call.status() >= 500)
                .map(Call::at)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String statuses(List<Call> calls) {
        Map<Integer, Long> counts =
                calls.stream().collect(Collectors.groupingBy(Call::status, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> "%,d × %d".formatted(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** The length of an outage is a given, not a condition. */
    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }
}
