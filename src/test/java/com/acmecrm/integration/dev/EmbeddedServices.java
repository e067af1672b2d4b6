package com.acmecrm.integration.dev;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The services that this start embeds, and the settings under which all services, foreign ones too, are reached. */
public final class EmbeddedServices implements Running {

    private final Map<String, String> settings = new TreeMap<>();
    private final List<Supplier<Running>> starts = new ArrayList<>();
    private final Deque<Running> running = new ArrayDeque<>();

    private boolean closed;

    private EmbeddedServices() {}

    /**
     * Chooses addresses; nothing runs yet.
     *
     * @param given settings of services that are there already; each turns the embedded one off
     * @param ports where to listen if it can be had
     */
    public static EmbeddedServices plan(Path data, Map<String, String> given, PreferredPorts ports) {
        EmbeddedServices services = new EmbeddedServices();
        services.settings.putAll(given);
        if (!given.containsKey("acmecrm.database.url")) {
            int port = Ports.freePreferably(ports.postgres());
            services.add(
                    EmbeddedPostgresServer.settings(port),
                    () -> EmbeddedPostgresServer.start(data.resolve("postgres"), port));
        }
        if (!given.containsKey("acmecrm.redis.url")) {
            int port = Ports.freePreferably(ports.redis());
            services.add(
                    EmbeddedRedisServer.settings(port), () -> EmbeddedRedisServer.start(data.resolve("redis"), port));
        }
        if (!given.containsKey("acmecrm.kafka.bootstrap-servers")) {
            int port = Ports.freePreferably(ports.kafka());
            services.add(
                    EmbeddedKafkaServer.settings(port), () -> EmbeddedKafkaServer.start(data.resolve("kafka"), port));
        }
        return services;
    }

    private void add(Map<String, String> where, Supplier<Running> start) {
        settings.putAll(where);
        starts.add(start);
    }

    /** In the service's own configuration keys. */
    public Map<String, String> settings() {
        return settings;
    }

    /** All at once; returns when all are there. */
    public void start() {
        List<CompletableFuture<Void>> starting = starts.stream()
                .map(start -> CompletableFuture.supplyAsync(start, task -> new Thread(task, "start").start())
                        .thenAccept(this::keep))
                .toList();
        try {
            CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof DevException sentence) {
                throw sentence;
            }
            throw failure;
        }
    }

    private synchronized void keep(Running server) {
        if (closed) {
            server.close(); // stopped while it was starting
        } else {
            running.push(server);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    /** Where a service listens if nobody else does. */
    public record PreferredPorts(int postgres, int redis, int kafka) {

        /** Any. */
        public static final PreferredPorts NONE = new PreferredPorts(0, 0, 0);
    }
}
