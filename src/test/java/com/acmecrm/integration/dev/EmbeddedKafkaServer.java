package com.acmecrm.integration.dev;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** A real Kafka broker and controller in this process, on the loopback interface. */
final class EmbeddedKafkaServer implements Running {

    private static final String CLUSTER_ID = "YWNtZWNybS1kZXYtMDAwMQ";

    private final KafkaRaftServer kafka;

    private EmbeddedKafkaServer(KafkaRaftServer kafka) {
        this.kafka = kafka;
    }

    static Map<String, String> settings(int port) {
        return Map.of("acmecrm.kafka.bootstrap-servers", "127.0.0.1:" + port);
    }

    static EmbeddedKafkaServer start(Path data, int port) {
        try {
            Map<String, String> properties = properties(Folders.create(data), port, Ports.free());
            format(data, properties);
            KafkaRaftServer kafka = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
            kafka.startup();
            return new EmbeddedKafkaServer(kafka);
        } catch (IOException | RuntimeException failure) {
            throw new DevException(
                    "Kafka does not start on %s; if its data is not needed, delete that folder and start again (%s)."
                            .formatted(data, failure.getMessage()),
                    failure);
        }
    }

    private static Map<String, String> properties(Path data, int port, int controllerPort) {
        Map<String, String> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put(
                "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", data.resolve("log").toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        return properties;
    }

    private static void format(Path data, Map<String, String> properties) throws IOException {
        Path file = data.resolve("server.properties");
        Properties stored = new Properties();
        stored.putAll(properties);
        try (var writer = Files.newBufferedWriter(file)) {
            stored.store(writer, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = {"format", "--ignore-formatted", "--cluster-id", CLUSTER_ID, "--config", file.toString()};
        try (PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            if (StorageTool.execute(arguments, print) != 0) {
                throw new UncheckedIOException(new IOException(said.toString(StandardCharsets.UTF_8)));
            }
        }
    }

    @Override
    public void close() {
        kafka.shutdown();
        kafka.awaitShutdown();
    }
}
