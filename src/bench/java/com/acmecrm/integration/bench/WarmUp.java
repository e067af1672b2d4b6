package com.acmecrm.integration.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Lets the virtual machine compile what will be measured, and leaves contacts to measure with. */
final class WarmUp {

    private static final int CONNECTIONS = 8;
    private static final Duration PORTION = Duration.ofSeconds(1);

    private final Site site;
    private final HttpLoad http;
    private final Contacts contacts;

    WarmUp(Site site, HttpLoad http, Contacts contacts) {
        this.site = site;
        this.http = http;
        this.contacts = contacts;
    }

    /** First new contacts, then everything in turn on those. */
    void run(Duration duration) throws SQLException {
        fill();
        Duration part = duration.dividedBy(2L * Operation.values().length + 1);
        for (int pass = 0; pass < 2; pass++) {
            for (Operation operation : Operation.values()) {
                http.closed(contacts.call(operation), CONNECTIONS, part);
            }
        }
        http.closed(Call.get(() -> TrivialWar.ADDRESS, Map.of()), CONNECTIONS, part);
        site.awaitRelay();
    }

    private void fill() throws SQLException {
        try (Connection connection = site.connect()) {
            while (contacts.choose(connection, Settings.CONTACTS) < Settings.CONTACTS) {
                http.closed(contacts.call(Operation.CREATE), CONNECTIONS, PORTION);
            }
        }
    }
}
