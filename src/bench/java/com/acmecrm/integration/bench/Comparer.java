package com.acmecrm.integration.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures service, bare SQL and the server's own answer in turn, round after round. */
final class Comparer {

    private final Site site;
    private final Settings settings;
    private final HttpLoad http;
    private final JdbcLoad jdbc;
    private final Contacts contacts;

    Comparer(Site site, Settings settings, HttpLoad http, JdbcLoad jdbc, Contacts contacts) {
        this.site = site;
        this.settings = settings;
        this.http = http;
        this.jdbc = jdbc;
        this.contacts = contacts;
    }

    List<Comparison> run() throws SQLException, InterruptedException {
        List<Comparison> comparisons = comparisons();
        for (int round = 1; round <= settings.rounds(); round++) {
            System.out.println("Round " + round + " of " + settings.rounds());
            for (int connections : settings.connections()) {
                addRound(comparisons, connections);
            }
        }
        return comparisons;
    }

    private List<Comparison> comparisons() {
        List<Comparison> comparisons = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            settings.connections()
                    .forEach(connections -> comparisons.add(new Comparison(operation, connections, new ArrayList<>())));
        }
        return comparisons;
    }

    private void addRound(List<Comparison> comparisons, int connections) throws SQLException, InterruptedException {
        Slice trivial = trivial(connections);
        for (Comparison comparison : comparisons) {
            if (comparison.connections() == connections) {
                Slice bare = jdbc.closed(comparison.operation(), connections, settings.slice());
                Slice service = service(comparison.operation(), connections, settings.slice());
                comparison.rounds().add(tell(comparison, new Round(service, bare, trivial)));
            }
        }
    }

    private static Round tell(Comparison comparison, Round round) {
        System.out.printf(
                Locale.ROOT,
                "  %-6s × %-2d  %,6.0f/s  p99 %.1f ms  bare SQL %,6.0f/s  trivial %,6.0f/s%n",
                comparison.operation().label(),
                comparison.connections(),
                round.service().rate(),
                round.service().percentileMillis(99),
                round.jdbc().rate(),
                round.trivial().rate());
        return round;
    }

    Slice service(Operation operation, int connections, Duration duration) throws SQLException {
        Duration before = site.processorTime();
        Slice slice = http.closed(contacts.call(operation), connections, duration);
        // What was written must be relayed before the next slice, and belongs to the cost of this one.
        site.awaitRelay();
        return slice.withProcessor(site.processorTime().minus(before));
    }

    private Slice trivial(int connections) {
        Duration before = site.processorTime();
        Slice slice = http.closed(Call.get(() -> TrivialWar.ADDRESS, Map.of()), connections, settings.slice());
        return slice.withProcessor(site.processorTime().minus(before));
    }
}
