package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.Cluster;
import com.acmecrm.integration.system.Topic;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What a load leaves behind. */
final class Aftermath {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Aftermath() {}

    /** Ends the load, waits until relay and consumer are through, and collects what happened to the load's contacts. */
    static History of(LoadProcess load, Cluster cluster) throws IOException, InterruptedException, SQLException {
        List<Call> calls = load.end();
        Outbox outbox = new Outbox(cluster);
        Awaitility.await("everything is processed").atMost(PATIENCE).until(outbox::isAtRest);
        List<Arrival> arrivals = arrivals(cluster).stream()
                .filter(arrival -> arrival.key().startsWith(load.marker()))
                .toList();
        return new History(outbox.rows(load.marker()), arrivals, calls);
    }

    static List<Arrival> arrivals(Cluster cluster) {
        return Topic.all(cluster.setting("acmecrm.kafka.bootstrap-servers")).stream()
                .map(Aftermath::arrival)
                .toList();
    }

    private static Arrival arrival(Topic.Message message) {
        return new Arrival(
                message.headers().get("ce_id"),
                message.key(),
                Long.parseLong(message.headers().get("ce_contactversion")));
    }
}
