package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.embedded.core.ExecutableProvider;

/** One server of several, a Redis or a Sentinel, with a configuration of its own. */
final class RedisProcess implements AutoCloseable {

    private static final int STOP_SECONDS = 10;

    private final ProcessBuilder command;
    private final int port;
    private final DefaultJedisClientConfig client;
    private Process process;
    private boolean frozen;

    private RedisProcess(ProcessBuilder command, int port, DefaultJedisClientConfig client) throws IOException {
        this.command = command;
        this.port = port;
        this.client = client;
        this.process = command.start();
    }

    /** To be unpacked before any is started: a file that is open for writing cannot be run. */
    static Path unpack(Path folder) {
        try {
            return ExecutableProvider.newJarResourceProvider(
                            Folders.create(folder).toFile())
                    .get()
                    .toPath();
        } catch (IOException failure) {
            throw new DevException("Redis cannot be unpacked to " + folder + ".", failure);
        }
    }

    /**
     * Starts a server; it may not answer yet.
     *
     * @param arguments of the command line, after the configuration
     */
    static RedisProcess start(
            Path binary, Path folder, Settings settings, DefaultJedisClientConfig client, String... arguments) {
        try {
            Path file = Files.write(Folders.create(folder).resolve("redis.conf"), settings.lines(folder));
            List<String> command = Stream.concat(Stream.of(binary.toString(), file.toString()), Stream.of(arguments))
                    .toList();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("redis.log").toFile()));
            return new RedisProcess(builder, settings.port(), client);
        } catch (IOException failure) {
            throw new DevException("Redis does not start in " + folder + ".", failure);
        }
    }

    int port() {
        return port;
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    Jedis connect() {
        return new Jedis(new HostAndPort("127.0.0.1", port), client);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Neither killed nor frozen. */
    boolean isAwake() {
        return isAlive() && !frozen;
    }

    /** Without a chance to say goodbye. */
    void kill() {
        Signals.kill(process.toHandle());
    }

    void freeze() {
        Signals.stop(process.toHandle());
        frozen = true;
    }

    void thaw() {
        Signals.resume(process.toHandle());
        frozen = false;
    }

    /** On its old data and its old port. */
    void startAgain() {
        try {
            process = command.start();
        } catch (IOException failure) {
            throw new DevException("Redis does not start again.", failure);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param more directives, by name; one that stands there several times has its values in lines */
    record Settings(int port, Map<String, String> more) {

        private List<String> lines(Path folder) {
            Stream<String> common = Stream.of("bind 127.0.0.1", "dir " + folder, "save \"\"", "daemonize no");
            Stream<String> listening = more.containsKey("tls-cert-file")
                    ? Stream.of("port 0", "tls-port " + port)
                    : Stream.of("port " + port);
            Stream<String> rest = more.entrySet().stream()
                    .flatMap(entry -> entry.getValue().lines().map(value -> entry.getKey() + " " + value));
            return Stream.of(common, listening, rest).flatMap(lines -> lines).toList();
        }
    }
}
