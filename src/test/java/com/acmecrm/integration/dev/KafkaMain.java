package com.acmecrm.integration.dev;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** A broker and controller in a process of its own: {@code KafkaMain <server.properties>}. */
final class KafkaMain {

    static final String READY = "Kafka is ready";

    private static final String CLUSTER_ID = "YWNtZWNybS1kZXYtMDAwMQ";

    private KafkaMain() {}

    public static void main(String[] arguments) {
        try {
            run(Path.of(arguments[0]));
        } catch (Exception failure) {
            failure.printStackTrace();
            // What it has started already would live on, and who waits for it would wait for ever.
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(Path settings) throws IOException {
        format(settings);
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(settings)) {
            properties.load(reader);
        }
        // Kafka reads tokens' keys from nowhere else; a client's token URL needs no such thing here.
        properties.stringPropertyNames().stream()
                .filter(name -> name.endsWith("sasl.oauthbearer.jwks.endpoint.url"))
                .map(properties::getProperty)
                .forEach(keys -> System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", keys));
        KafkaRaftServer kafka = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::shutdown));
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        kafka.startup();
        System.out.println(READY);
        kafka.awaitShutdown();
    }

    private static void format(Path settings) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = {
            "format", "--ignore-formatted", "--cluster-id", CLUSTER_ID, "--config", settings.toString()
        };
        try (PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            if (StorageTool.execute(arguments, print) != 0) {
                throw new IOException(said.toString(StandardCharsets.UTF_8));
            }
        }
    }
}
