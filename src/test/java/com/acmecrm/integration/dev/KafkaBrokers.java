package com.acmecrm.integration.dev;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three brokers, each a controller too; topics are kept by all of them and written by two at least. */
public final class KafkaBrokers implements AutoCloseable {

    private static final int BROKERS = 3;

    private final Path home;
    private final List<Integer> ports = free();
    private final List<Integer> controllers = free();
    private final List<EmbeddedKafkaServer> running = new ArrayList<>();

    private KafkaBrokers(Path home) {
        this.home = home;
    }

    private static List<Integer> free() {
        return IntStream.generate(Ports::free).distinct().limit(BROKERS).boxed().toList();
    }

    /** @param home an empty folder */
    public static KafkaBrokers start(Path home) {
        KafkaBrokers brokers = new KafkaBrokers(home);
        List<CompletableFuture<EmbeddedKafkaServer>> starting = IntStream.range(0, BROKERS)
                .mapToObj(broker -> CompletableFuture.supplyAsync(
                        () -> brokers.launch(broker), task -> new Thread(task, "start Kafka " + broker).start()))
                .toList();
        starting.forEach(broker -> brokers.running.add(broker.join()));
        return brokers;
    }

    private EmbeddedKafkaServer launch(int broker) {
        Path data = home.resolve("kafka" + broker);
        Map<String, String> properties =
                EmbeddedKafkaServer.properties(data, ports.get(broker), controllers.get(broker));
        properties.put("node.id", Integer.toString(broker + 1));
        properties.put(
                "controller.quorum.voters",
                IntStream.range(0, BROKERS)
                        .mapToObj(voter -> "%d@127.0.0.1:%d".formatted(voter + 1, controllers.get(voter)))
                        .collect(Collectors.joining(",")));
        properties.put("default.replication.factor", "3");
        properties.put("min.insync.replicas", "2");
        properties.put("offsets.topic.replication.factor", "3");
        return EmbeddedKafkaServer.start(data, properties);
    }

    public Map<String, String> settings() {
        return Map.of(
                "acmecrm.kafka.bootstrap-servers",
                ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")));
    }

    /** Without a chance to say goodbye. */
    public void kill(int broker) {
        EmbeddedKafkaServer victim = running.get(broker);
        Signals.kill(victim.process());
        victim.close();
    }

    /** On its old data. */
    public void startAgain(int broker) {
        running.set(broker, launch(broker));
    }

    @Override
    public void close() {
        running.forEach(EmbeddedKafkaServer::close);
    }
}
