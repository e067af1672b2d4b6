package com.acmecrm.integration.dev;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The services that this start embeds, and the settings under which all services, foreign ones too, are reached. */
public final class EmbeddedServices implements AutoCloseable {

    private final Map<String, String> settings = new TreeMap<>();
    private final Map<Service, Supplier<Running>> starts = new EnumMap<>(Service.class);
    private final Map<Service, Running> running = new EnumMap<>(Service.class);
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
            services.settings.putAll(EmbeddedPostgresServer.settings(port));
            services.starts.put(Service.POSTGRES, () -> EmbeddedPostgresServer.start(data.resolve("postgres"), port));
        }
        if (!given.containsKey("acmecrm.redis.url")) {
            int port = Ports.freePreferably(ports.redis());
            services.settings.putAll(EmbeddedRedisServer.settings(port));
            services.starts.put(Service.REDIS, () -> EmbeddedRedisServer.start(data.resolve("redis"), port));
        }
        if (!given.containsKey("acmecrm.kafka.bootstrap-servers")) {
            int port = Ports.freePreferably(ports.kafka());
            services.settings.putAll(EmbeddedKafkaServer.settings(port));
            services.starts.put(Service.KAFKA, () -> EmbeddedKafkaServer.start(data.resolve("kafka"), port));
        }
        return services;
    }

    /** In the service's own configuration keys. */
    public Map<String, String> settings() {
        return settings;
    }

    /**
     * Redis first, then all at once; returns when all are there. Redis is unpacked and run in one go: a process that
     * another thread forks in between inherits the open file, and a file that is open for writing cannot be run.
     */
    public void start() {
        if (starts.containsKey(Service.REDIS)) {
            start(Service.REDIS);
        }
        List<CompletableFuture<Void>> starting = starts.keySet().stream()
                .filter(service -> service != Service.REDIS)
                .map(service -> CompletableFuture.runAsync(
                        () -> start(service), task -> new Thread(task, "start " + service).start()))
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

    /** On its old data and its old port. */
    public void start(Service service) {
        Running started = starts.get(service).get();
        synchronized (this) {
            if (closed) {
                started.close(); // stopped while it was starting
            } else {
                running.put(service, started);
            }
        }
    }

    public synchronized void stop(Service service) {
        running.remove(service).close();
    }

    /** Without a chance to say goodbye. */
    public synchronized void kill(Service service) {
        Running victim = running.remove(service);
        Signals.kill(victim.process());
        victim.close(); // lets go of what this process holds for it
    }

    public synchronized void freeze(Service service) {
        Signals.stop(running.get(service).process());
    }

    public synchronized void thaw(Service service) {
        Signals.resume(running.get(service).process());
    }

    @Override
    public synchronized void close() {
        closed = true;
        running.values().forEach(Running::close);
        running.clear();
    }

    /** Where a service listens if nobody else does. */
    public record PreferredPorts(int postgres, int redis, int kafka) {

        /** Any. */
        public static final PreferredPorts NONE = new PreferredPorts(0, 0, 0);
    }
}
