package com.acmecrm.integration.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How long after its commit an event is in a consumer's hands, at a constant rate of writes. PostgreSQL keeps when each
 * transaction committed, by the clock that the arrival is taken by, too. No contact is written twice, so that its row
 * still names the transaction.
 */
final class CommitToKafka {

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String COMMITS = """
            select source || ':' || source_id, version, pg_xact_commit_timestamp(xmin)
            from internal_contacts where updated_at >= ?""";

    private final Site site;
    private final Settings settings;
    private final HttpLoad http;
    private final Contacts contacts;

    CommitToKafka(Site site, Settings settings, HttpLoad http, Contacts contacts) {
        this.site = site;
        this.settings = settings;
        this.http = http;
        this.contacts = contacts;
    }

    Latency run() throws SQLException {
        chooseContacts();
        // Half of the writes create, half change.
        Map<String, Call> writes = new TreeMap<>(
                Map.of("create", contacts.call(Operation.CREATE), "patch", contacts.call(Operation.PATCH)));
        http.open(writes, settings.writes(), WARM_UP);
        site.awaitRelay();
        Instant begin = Instant.now();
        CompletableFuture<Long> expected = new CompletableFuture<>();
        try (Topic topic = new Topic(site.kafka())) {
            CompletableFuture<List<Arrival>> arrivals = CompletableFuture.supplyAsync(() -> listen(topic, expected));
            Map<String, Slice> slices = http.open(writes, settings.writes(), settings.latency());
            long sent = slices.values().stream().mapToLong(Slice::count).sum();
            expected.complete(sent);
            List<Arrival> all = arrivals.join();
            return new Latency(
                    sent / (settings.latency().toMillis() / 1e3), sinceCommit(all, begin), sinceChange(all), slices);
        } finally {
            expected.complete(0L);
        }
    }

    private void chooseContacts() throws SQLException {
        long seconds = WARM_UP.plus(settings.latency()).toSeconds();
        int needed = Math.toIntExact(seconds * settings.writes()); // twice as many as are changed
        try (Connection connection = site.connect()) {
            if (contacts.choose(connection, needed) < needed) {
                throw new VoidRunException("There are not " + needed + " contacts, each to be written once.");
            }
        }
    }

    private static List<Arrival> listen(Topic topic, CompletableFuture<Long> expected) {
        List<Arrival> arrivals = new ArrayList<>();
        long lastArrival = System.nanoTime();
        while (arrivals.size() < expected.getNow(Long.MAX_VALUE)) {
            for (ConsumerRecord<String, String> message : topic.poll()) {
                arrivals.add(Arrival.of(message, Instant.now()));
                lastArrival = System.nanoTime();
            }
            if (System.nanoTime() - lastArrival > PATIENCE.toNanos()) {
                throw new VoidRunException("Only " + arrivals.size() + " events arrived in Kafka.");
            }
        }
        return arrivals;
    }

    private Histogram sinceCommit(List<Arrival> arrivals, Instant begin) throws SQLException {
        Map<Write, Instant> commits = commitsSince(begin);
        Histogram micros = histogram();
        for (Arrival arrival : arrivals) {
            Instant commit = Optional.ofNullable(commits.get(arrival.write()))
                    .orElseThrow(() -> new VoidRunException("Nothing tells when " + arrival.write() + " committed."));
            record(micros, commit, arrival);
        }
        return micros;
    }

    private Map<Write, Instant> commitsSince(Instant begin) throws SQLException {
        Map<Write, Instant> commits = new HashMap<>();
        try (Connection connection = site.connect();
                PreparedStatement statement = connection.prepareStatement(COMMITS)) {
            statement.setObject(1, begin.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    commits.put(
                            new Write(rows.getString(1), rows.getLong(2)),
                            rows.getObject(3, OffsetDateTime.class).toInstant());
                }
            }
        }
        return commits;
    }

    private static Histogram sinceChange(List<Arrival> arrivals) {
        Histogram micros = histogram();
        arrivals.forEach(arrival -> record(micros, arrival.changed(), arrival));
        return micros;
    }

    private static Histogram histogram() {
        return new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
    }

    private static void record(Histogram micros, Instant since, Arrival arrival) {
        micros.recordValue(Math.max(0, Duration.between(since, arrival.at()).toNanos() / 1_000));
    }

    /** What a transaction did: a contact by its key in Kafka, and the version it has since. */
    private record Write(String key, long version) {}

    /** @param changed {@code ce_time}, which is taken before the commit and cut to the millisecond */
    private record Arrival(Write write, Instant changed, Instant at) {

        static Arrival of(ConsumerRecord<String, String> message, Instant at) {
            return new Arrival(
                    new Write(message.key(), Long.parseLong(Topic.header(message, "ce_contactversion"))),
                    Instant.parse(Topic.header(message, "ce_time")),
                    at);
        }
    }

    /**
     * @param writesPerSecond that were done
     * @param sinceCommit microseconds from commit to arrival
     * @param sinceChange microseconds from {@code ce_time} to arrival; an upper bound for any commit
     * @param requests as their clients saw them, by name
     */
    record Latency(double writesPerSecond, Histogram sinceCommit, Histogram sinceChange, Map<String, Slice> requests) {

        double sinceCommitMillis(double percentile) {
            return sinceCommit.getValueAtPercentile(percentile) / 1e3;
        }

        double sinceChangeMillis(double percentile) {
            return sinceChange.getValueAtPercentile(percentile) / 1e3;
        }
    }
}
