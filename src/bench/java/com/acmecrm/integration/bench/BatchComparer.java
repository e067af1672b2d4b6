package com.acmecrm.integration.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Measures batches of creates. Not by Hyperfoil: each answer is read, because a 207 may hold refusals. */
final class BatchComparer {

    private static final int LEAST = 3;
    private static final String DONE = "\"status\":201";

    private final Site site;
    private final Settings settings;
    private final Comparer singles;
    private final Contacts contacts;
    private final Templates templates;
    private final HttpClient http = HttpClient.newHttpClient();

    BatchComparer(Site site, Settings settings, Comparer singles, Contacts contacts, Templates templates) {
        this.site = site;
        this.settings = settings;
        this.singles = singles;
        this.contacts = contacts;
        this.templates = templates;
    }

    /** The first round only lets the virtual machine compile. */
    BatchComparison run() throws SQLException {
        round();
        List<BatchComparison.Round> rounds = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            rounds.add(tell(round()));
        }
        return new BatchComparison(rounds);
    }

    private BatchComparison.Round round() throws SQLException {
        try (BareBatch bare = new BareBatch(site.connectForBatches(), templates)) {
            Slice jdbc = repeat(bare::create);
            Duration before = site.processorTime();
            Slice batches = repeat(this::sendBatch);
            site.awaitRelay();
            Duration spent = site.processorTime().minus(before);
            Slice single = singles.service(Operation.CREATE, BatchComparison.SINGLE_CONNECTIONS, settings.slice());
            return new BatchComparison.Round(batches.withProcessor(spent), jdbc, single);
        }
    }

    private Slice repeat(Callable<?> one) {
        Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(1), 2);
        long start = System.nanoTime();
        while (nanos.getTotalCount() < LEAST
                || System.nanoTime() - start < settings.slice().toNanos()) {
            long begin = System.nanoTime();
            call(one);
            nanos.recordValue(System.nanoTime() - begin);
        }
        return new Slice(nanos.getTotalCount(), Duration.ofNanos(System.nanoTime() - start), nanos, Duration.ZERO);
    }

    private static void call(Callable<?> one) {
        try {
            one.call();
        } catch (Exception failure) {
            throw new VoidRunException("A batch failed.", failure);
        }
    }

    private Void sendBatch() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(site.url().resolve("/api/contacts/batch"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + site.token())
                .POST(HttpRequest.BodyPublishers.ofString(contacts.batch(BatchComparison.SIZE)));
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        int created = answer.body().split(DONE, -1).length - 1;
        if (answer.statusCode() != 207 || created != BatchComparison.SIZE) {
            throw new VoidRunException("Only %d of a batch were created: %d".formatted(created, answer.statusCode()));
        }
        return null;
    }

    private static BatchComparison.Round tell(BatchComparison.Round round) {
        System.out.printf(
                Locale.ROOT,
                "  batch of %,d  %,6.0f contacts/s  p50 %.0f ms  bare JDBC %,6.0f/s  one by one × %d %,6.0f/s%n",
                BatchComparison.SIZE,
                round.contacts(),
                round.batches().percentileMillis(50),
                round.jdbcContacts(),
                BatchComparison.SINGLE_CONNECTIONS,
                round.singles().rate());
        return round;
    }
}
