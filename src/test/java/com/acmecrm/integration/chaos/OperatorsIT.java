package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.Cluster;
import com.acmecrm.integration.system.EventStreamReader;
import com.acmecrm.integration.system.Meters;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/** What operators do, in numbers. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
class OperatorsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WATCHERS = 100;
    private static final int RATE = 200;
    private static final int CHANGES = RATE * Math.max(10, Rounds.part(20));
    private static final int AT_ONCE = 16;
    private static final int FAILED = Rounds.part(10_000);

    private Cluster cluster;
    private ApplicationProcess node;
    private Outbox outbox;
    private Api api;

    @BeforeAll
    void start() throws Exception {
        cluster = Cluster.start(Path.of("target", "operators"));
        node = cluster.addNode(
                Rounds.jvm("1g"),
                Map.of("acmecrm.ratelimit.api.requests", "1000000", "acmecrm.events.retry-rate", "1000"));
        outbox = new Outbox(cluster);
        api = Api.logIn(node.url());
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close(); // else it could not start, and says why
        }
    }

    /** A tenth of them lose their connection meanwhile and resume. */
    @Test
    void hundredWatchersShouldMissNothingAndCostOneQueryASecond() throws Exception {
        warmUp();
        List<Watch> watches =
                Stream.generate(() -> new Watch(open())).limit(WATCHERS).toList();
        awaitWatchers();
        try (LoadProcess load = LoadProcess.start(RATE, AT_ONCE, node)) {
            double polls = polls();
            long begin = System.nanoTime();
            load.awaitSuccesses(5 * RATE);
            List<Watch> leaving = watches.subList(0, WATCHERS / 10);
            leaving.forEach(Watch::leave);
            load.awaitSuccesses(2 * RATE);
            leaving.forEach(Watch::resume);
            load.awaitSuccesses(CHANGES - 7 * RATE);
            double seconds = (System.nanoTime() - begin) / 1e9;
            polls = polls() - polls;

            System.out.printf(
                    "%d watchers, %.0f changes a second, %.0f queries in %.1f s%n",
                    WATCHERS, CHANGES / seconds, polls, seconds);
            Set<String> events = Aftermath.of(load, cluster).rows().stream()
                    .map(OutboxRow::id)
                    .collect(Collectors.toCollection(TreeSet::new));
            watches.forEach(watch -> Awaitility.await("everything is told")
                    .atMost(PATIENCE)
                    .until(() -> watch.processed().containsAll(events)));
            assertThat(polls).isPositive().isLessThan(seconds + 2);
        } finally {
            watches.forEach(Watch::leave);
        }
    }

    /** A server that has just been started makes a fifth of the rate. */
    private void warmUp() throws Exception {
        try (LoadProcess load = LoadProcess.start(RATE, AT_ONCE, node)) {
            load.awaitSuccesses(Rounds.part(10 * RATE));
            load.end();
        }
    }

    private void awaitWatchers() {
        Awaitility.await("all watch")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Meters.of(node).value("acmecrm_stream_watchers"))
                        .isEqualTo(WATCHERS));
    }

    private EventStreamReader open(String... headers) {
        HttpRequest.Builder request = api.stream(node.url());
        EventStreamReader reader =
                EventStreamReader.open((headers.length == 0 ? request : request.headers(headers)).build());
        assertThat(reader.response().statusCode())
                .as(() -> reader.response().headers().toString())
                .isEqualTo(200);
        return reader;
    }

    private double polls() throws Exception {
        return Meters.of(node).value("acmecrm_stream_polls_total");
    }

    @Test
    void bulkRetryShouldStopInTheMiddleAndBeginAgain() throws Exception {
        String marker = "bulk-";
        outbox.execute("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, error)
                select gen_random_uuid(), 'contact.updated', 'failed', '%s' || n / 10, n %% 10 + 1,
                    '{"type":"contact.updated"}', now(), 'bulk'
                from generate_series(0, %d) as n""".formatted(marker, FAILED - 1));

        JsonObject first = begin();
        Awaitility.await("a third is retried")
                .atMost(PATIENCE)
                .until(() -> job(first).getInt("retried") > FAILED / 3);
        JsonObject cancelled = data(Api.send(api.cancelRetry(node.url(), first.getString("id"))));
        JsonObject second = begin();
        Awaitility.await("the rest is retried")
                .atMost(PATIENCE)
                .until(() -> job(second).getString("status").equals("done"));
        Awaitility.await("everything is processed").atMost(PATIENCE).until(outbox::isAtRest);

        System.out.printf("Cancelled after %d of %d%n", cancelled.getInt("retried"), FAILED);
        assertThat(first.getInt("matched")).isEqualTo(FAILED);
        assertThat(cancelled.getString("status")).isEqualTo("cancelled");
        assertThat(cancelled.getInt("retried")).isLessThan(FAILED);
        assertThat(second.getInt("matched")).isEqualTo(FAILED - cancelled.getInt("retried"));
        assertThat(job(second).getInt("retried")).isEqualTo(second.getInt("matched"));
        assertThat(outbox.is("(select count(*) = %d and count(distinct event_id) = %d from event_history)"
                        .formatted(FAILED, FAILED)))
                .as("each once")
                .isTrue();
        List<OutboxRow> rows = outbox.rows(marker);
        assertThat(rows).hasSize(FAILED).allMatch(OutboxRow::isProcessed);
        assertThat(arrivals(marker)).isEqualTo(inOrder(rows));
    }

    private JsonObject begin() {
        return data(Api.send(api.retry(node.url(), "{\"error\":\"bulk\"}")));
    }

    private JsonObject job(JsonObject job) {
        return data(Api.send(api.retryJob(node.url(), job.getString("id"))));
    }

    private static JsonObject data(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Json.createReader(new StringReader(answer.body())).readObject().getJsonObject("data");
    }

    /** By contact: without a repeat, and in its order. */
    private Map<String, List<String>> arrivals(String marker) {
        return Aftermath.arrivals(cluster).stream()
                .filter(arrival -> arrival.key().startsWith(marker))
                .collect(Collectors.groupingBy(Arrival::key, Collectors.mapping(Arrival::id, Collectors.toList())));
    }

    private static Map<String, List<String>> inOrder(List<OutboxRow> rows) {
        return rows.stream()
                .sorted((one, other) -> Long.compare(one.seq(), other.seq()))
                .collect(Collectors.groupingBy(OutboxRow::key, Collectors.mapping(OutboxRow::id, Collectors.toList())));
    }

    /** One client, over several connections. */
    private final class Watch {

        private final List<EventStreamReader> connections = new ArrayList<>();

        Watch(EventStreamReader first) {
            connections.add(first);
        }

        private EventStreamReader last() {
            return connections.get(connections.size() - 1);
        }

        void leave() {
            last().close();
        }

        void resume() {
            List<EventStreamReader.Message> told = last().messages();
            connections.add(open("Last-Event-ID", told.get(told.size() - 1).id()));
        }

        Set<String> processed() {
            return connections.stream()
                    .flatMap(connection -> connection.messages().stream())
                    .filter(message -> message.data().contains("\"status\":\"processed\""))
                    .map(message -> message.id().substring(message.id().indexOf('-') + 1))
                    .collect(Collectors.toSet());
        }
    }
}
