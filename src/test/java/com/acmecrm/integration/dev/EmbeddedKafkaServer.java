package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real Kafka on the loopback interface, as a child process. */
final class EmbeddedKafkaServer implements Running {

    private static final String PID_FILE = "kafka.pid";
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 20;

    private final Process process;

    private EmbeddedKafkaServer(Process process) {
        this.process = process;
    }

    static Map<String, String> settings(int port) {
        return Map.of("acmecrm.kafka.bootstrap-servers", "127.0.0.1:" + port);
    }

    static EmbeddedKafkaServer start(Path data, int port) {
        return start(data, properties(data, port, Ports.free()));
    }

    static EmbeddedKafkaServer start(Path data, Map<String, String> properties) {
        Path pidFile = Folders.create(data).resolve(PID_FILE);
        Orphan.end(pidFile, KafkaMain.class.getName());
        Path log = data.resolve("kafka.log");
        try {
            Path settings = write(properties, data.resolve("server.properties"));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx384m",
                            "-cp",
                            TestClasspath.get(),
                            KafkaMain.class.getName(),
                            settings.toString())
                    .redirectError(log.toFile())
                    .start();
            Files.writeString(pidFile, Long.toString(process.pid()));
            if (!isReady(process)) {
                process.destroyForcibly();
                throw new IOException(log + " tells why");
            }
            return new EmbeddedKafkaServer(process);
        } catch (IOException failure) {
            throw new DevException(
                    "Kafka does not start on %s; if its data is not needed, delete that folder and start again (%s)."
                            .formatted(data, failure.getMessage()),
                    failure);
        }
    }

    private static boolean isReady(Process process) {
        return CompletableFuture.supplyAsync(
                        () -> process.inputReader().lines().anyMatch(KafkaMain.READY::equals),
                        task -> new Thread(task, "await Kafka").start())
                .completeOnTimeout(false, START_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Of a broker and controller that is alone. */
    static Map<String, String> properties(Path data, int port, int controllerPort) {
        Map<String, String> properties = new LinkedHashMap<>();
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

    private static Path write(Map<String, String> properties, Path file) throws IOException {
        return Files.write(
                file,
                properties.entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue())
                        .toList());
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
