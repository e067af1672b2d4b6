package com.acmecrm.integration.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How long after its commit an event is in a consumer's hands, at a constant rate of writes. Counted from
 * {@code ce_time}, which is taken before the commit and cut to the millisecond, by the same clock as the arrival: an
 * upper bound.
 */
final class CommitToKafka {

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Site site;
    private final Settings settings;
    private final HttpLoad http;
    private final Map<String, Call> writes = new TreeMap<>();

    /** Half of the writes create, half change. */
    CommitToKafka(Site site, Settings settings, HttpLoad http, Contacts contacts) {
        this.site = site;
        this.settings = settings;
        this.http = http;
        writes.put("create", contacts.call(Operation.CREATE));
        writes.put("patch", contacts.call(Operation.PATCH));
    }

    Latency run() throws SQLException {
        http.open(writes, settings.writes(), WARM_UP);
        site.awaitRelay();
        CompletableFuture<Long> expected = new CompletableFuture<>();
        try (Topic topic = new Topic(site.kafka())) {
            CompletableFuture<Histogram> arrivals = CompletableFuture.supplyAsync(() -> listen(topic, expected));
            Map<String, Slice> slices = http.open(writes, settings.writes(), settings.latency());
            long sent = slices.values().stream().mapToLong(Slice::count).sum();
            expected.complete(sent);
            return new Latency(sent / (settings.latency().toMillis() / 1e3), arrivals.join(), slices);
        } finally {
            expected.complete(0L);
        }
    }

    private static Histogram listen(Topic topic, CompletableFuture<Long> expected) {
        Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
        long lastArrival = System.nanoTime();
        while (micros.getTotalCount() < expected.getNow(Long.MAX_VALUE)) {
            for (ConsumerRecord<String, String> message : topic.poll()) {
                Duration age = Duration.between(Instant.parse(Topic.header(message, "ce_time")), Instant.now());
                micros.recordValue(Math.max(0, age.toNanos() / 1_000));
                lastArrival = System.nanoTime();
            }
            if (System.nanoTime() - lastArrival > PATIENCE.toNanos()) {
                throw new VoidRunException("Only " + micros.getTotalCount() + " events arrived in Kafka.");
            }
        }
        return micros;
    }

    /**
     * @param writesPerSecond that were done
     * @param micros from {@code ce_time} to arrival
     * @param requests as their clients saw them, by name
     */
    record Latency(double writesPerSecond, Histogram micros, Map<String, Slice> requests) {

        double percentileMillis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1e3;
        }
    }
}
