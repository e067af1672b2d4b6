package com.acmecrm.integration.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How fast the relay works off a backlog. The events become visible all at once, by one commit, while the node runs and
 * nobody calls it.
 */
final class Backlog {

    private static final int VERSIONS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Each key's versions stand {@code apart} events from each other. */
    private static final String INSERT = """
            insert into event_processing (id, event_type, status, message_key, contact_version, details, created_at)
            select gen_random_uuid(), 'contact.updated', 'pending', key, version,
                json_build_object('type', 'contact.updated', 'data', json_build_object('contactId', key,
                    'changedFields', json_build_array('acme_notes', 'acme_updated_at'))), now()
            from (
                select n, format('%s:%s', ?, n / (? * 5) * ? + n % ?) as key, n / ? % 5 + 1 as version
                from generate_series(0, ? - 1) as n) as numbered
            order by n""";

    /** The first mark ends the first batch, whose beginning nobody saw: it is not counted. */
    private static final String RATE = """
            select count(*) filter (where published_at > first) as later, extract(epoch from last - first) as seconds
            from event_processing,
                (select min(published_at) as first, max(published_at) as last
                 from event_processing where starts_with(message_key, ?)) as ends
            where starts_with(message_key, ?)
            group by first, last""";

    private final Site site;
    private final int size;

    Backlog(Site site, int size) {
        this.site = site;
        this.size = size;
    }

    /** @param apart how many events lie between two of the same key; a batch that holds several goes out in parts */
    Relayed run(int apart) throws SQLException {
        String prefix = "backlog-" + apart;
        try (Topic topic = new Topic(site.kafka());
                Connection connection = site.connect()) {
            Duration before = site.processorTime();
            insert(connection, prefix, apart);
            consume(topic, prefix);
            site.awaitRelay();
            return new Relayed(
                    size, apart, rate(connection, prefix), site.processorTime().minus(before));
        }
    }

    private void insert(Connection connection, String prefix, int apart) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, prefix);
            for (int index = 2; index <= 5; index++) {
                statement.setInt(index, apart);
            }
            statement.setInt(6, size);
            statement.executeUpdate();
        }
    }

    private void consume(Topic topic, String prefix) {
        Map<String, Integer> versions = new HashMap<>();
        Set<String> seen = new HashSet<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (seen.size() < size) {
            if (System.nanoTime() > deadline) {
                throw new VoidRunException(
                        "Of %d events of the backlog only %d arrived in Kafka.".formatted(size, seen.size()));
            }
            for (ConsumerRecord<String, String> message : topic.poll()) {
                if (message.key().startsWith(prefix) && seen.add(Topic.header(message, "ce_id"))) {
                    checkOrder(message, versions);
                }
            }
        }
        if (versions.size() != size / VERSIONS) {
            throw new VoidRunException("The backlog arrived with " + versions.size() + " keys.");
        }
    }

    /** Each version follows the one before it: none is missing, none too early. */
    private static void checkOrder(ConsumerRecord<String, String> message, Map<String, Integer> versions) {
        int version = Integer.parseInt(Topic.header(message, "ce_contactversion"));
        int before = versions.getOrDefault(message.key(), 0);
        if (version != before + 1) {
            throw new VoidRunException(
                    "Version %d of %s followed version %d.".formatted(version, message.key(), before));
        }
        versions.put(message.key(), version);
    }

    private static double rate(Connection connection, String prefix) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RATE)) {
            statement.setString(1, prefix + ":");
            statement.setString(2, prefix + ":");
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getLong("later") / found.getDouble("seconds");
            }
        }
    }

    /**
     * A backlog that arrived whole and in order.
     *
     * @param processor what the application's process spent on all of it
     */
    record Relayed(int events, int apart, double rate, Duration processor) {

        double processorMillis() {
            return processor.toNanos() / 1e6 / events;
        }
    }
}
