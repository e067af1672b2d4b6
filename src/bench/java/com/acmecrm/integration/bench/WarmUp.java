package com.acmecrm.integration.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Lets the virtual machine compile what will be measured, and leaves contacts to measure with. It goes on until nearly
 * nothing is compiled any more: before, a good part of what the application spends goes to its compiler.
 */
final class WarmUp {

    private static final int CONNECTIONS = 8;
    private static final Duration PORTION = Duration.ofSeconds(1);

    /** With one connection a processor stays free for the compiler, which has more to do than under full load. */
    private static final Duration CALM_PORTION = Duration.ofSeconds(4);

    /** Of a pass, spent by the compiler. */
    private static final double DONE = 0.02;

    private final Site site;
    private final HttpLoad http;
    private final Contacts contacts;

    WarmUp(Site site, HttpLoad http, Contacts contacts) {
        this.site = site;
        this.http = http;
        this.contacts = contacts;
    }

    /** First new contacts, then everything in turn on those. */
    void run(Duration longest) throws SQLException {
        long begin = System.nanoTime();
        fill();
        double share = 1;
        while (share > DONE && System.nanoTime() - begin < longest.toNanos()) {
            Duration compiled = site.compilationTime();
            long passBegin = System.nanoTime();
            pass();
            share = (double) site.compilationTime().minus(compiled).toNanos() / (System.nanoTime() - passBegin);
            System.out.printf(
                    Locale.ROOT,
                    "  %4.0f s: %.0f %% of a processor compiles%n",
                    (System.nanoTime() - begin) / 1e9,
                    100 * share);
        }
    }

    private void pass() throws SQLException {
        for (Operation operation : Operation.values()) {
            call(contacts.call(operation));
        }
        call(Call.get(() -> TrivialWar.ADDRESS, Map.of()));
        site.awaitRelay();
    }

    private void call(Call call) {
        http.closed(call, CONNECTIONS, PORTION);
        http.closed(call, 1, CALM_PORTION);
    }

    private void fill() throws SQLException {
        try (Connection connection = site.connect()) {
            while (contacts.choose(connection, Settings.CONTACTS) < Settings.CONTACTS) {
                http.closed(contacts.call(Operation.CREATE), CONNECTIONS, PORTION);
            }
        }
    }
}
