package com.acmecrm.integration.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The same SQL without the service: so many threads, each with a connection of its own. */
final class JdbcLoad {

    private final Site site;
    private final Contacts contacts;
    private final Templates templates;

    private JdbcLoad(Site site, Contacts contacts, Templates templates) {
        this.site = site;
        this.contacts = contacts;
        this.templates = templates;
    }

    /** Copies the tables as they are now. */
    static JdbcLoad prepare(Site site, Contacts contacts) throws SQLException {
        try (Connection connection = site.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(BareSql.SCHEMA);
            return new JdbcLoad(site, contacts, Templates.read(connection));
        }
    }

    Templates templates() {
        return templates;
    }

    Slice closed(Operation operation, int threads, Duration duration) throws SQLException, InterruptedException {
        List<BareSql> connections = open(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            long deadline = start + duration.toNanos();
            List<Future<Histogram>> running = connections.stream()
                    .map(sql -> executor.submit(() -> repeat(sql, operation, deadline)))
                    .toList();
            Histogram all = histogram();
            for (Future<Histogram> one : running) {
                all.add(one.get());
            }
            return new Slice(all.getTotalCount(), Duration.ofNanos(System.nanoTime() - start), all, Duration.ZERO);
        } catch (ExecutionException failure) {
            throw new VoidRunException("The bare " + operation.label() + " failed.", failure.getCause());
        } finally {
            executor.shutdownNow();
            for (BareSql connection : connections) {
                connection.close();
            }
        }
    }

    private List<BareSql> open(int count) throws SQLException {
        List<BareSql> connections = new ArrayList<>();
        while (connections.size() < count) {
            connections.add(new BareSql(site.connect(), contacts, templates));
        }
        return connections;
    }

    private static Histogram repeat(BareSql sql, Operation operation, long deadline) throws SQLException {
        Histogram nanos = histogram();
        for (long start = System.nanoTime(); start < deadline; start = System.nanoTime()) {
            sql.run(operation);
            nanos.recordValue(System.nanoTime() - start);
        }
        return nanos;
    }

    /** As exact as the load generator's. */
    private static Histogram histogram() {
        return new Histogram(TimeUnit.MINUTES.toNanos(1), 2);
    }
}
