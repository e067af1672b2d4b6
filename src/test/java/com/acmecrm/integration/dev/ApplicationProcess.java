package com.acmecrm.integration.dev;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The application on one of its servers, as a child process. */
public final class ApplicationProcess implements AutoCloseable {

    /** For a quick start on a small machine; production wants the second compiler and a parallel collector. */
    static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m");

    private static final String PID_FILE = "application.pid";
    private static final String DRAIN_FILE = "drain";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int STOP_SECONDS = 15;

    private final ProcessBuilder command;
    private final Process process;
    private final Path log;
    private final URI url;

    private ApplicationProcess(ProcessBuilder command, Path log, URI url) throws IOException {
        this.command = command;
        this.process = command.start();
        this.log = log;
        this.url = url;
        Files.writeString(log.resolveSibling(PID_FILE), Long.toString(process.pid()));
    }

    static ApplicationProcess start(Path home, ApplicationServer server, Path war, int port, Options options) {
        Path log = home.resolve("application.log");
        try {
            // A copy, so that a build beside it disturbs nothing.
            Path copy = Files.copy(war, home.resolve("acmecrm-integration.war"), StandardCopyOption.REPLACE_EXISTING);
            ProcessBuilder command = new ProcessBuilder(command(server, home, copy, port, options))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            // Files that were named for the tests' own server.
            command.environment().keySet().removeIf(name -> name.startsWith("ACMECRM_") && name.endsWith("_FILE"));
            command.environment().putAll(options.environment());
            Files.deleteIfExists(home.resolve(DRAIN_FILE));
            return new ApplicationProcess(command, log, URI.create("http://localhost:" + port));
        } catch (IOException failure) {
            throw doesNotStart(failure);
        }
    }

    /** The same once more, at the same address and with the same log; only when this one has ended. */
    ApplicationProcess startAgain() {
        try {
            undrain();
            return startAsItIs();
        } catch (IOException failure) {
            throw doesNotStart(failure);
        }
    }

    /** The same, but where it was drained, it is so until it is put back. */
    ApplicationProcess startAsItIs() {
        try {
            command.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            return new ApplicationProcess(command, log, url);
        } catch (IOException failure) {
            throw doesNotStart(failure);
        }
    }

    private static DevException doesNotStart(IOException failure) {
        return new DevException("The server does not start: " + failure.getMessage() + ".", failure);
    }

    static void endOrphan(Path home) {
        Orphan.end(home.resolve(PID_FILE), "acmecrm-integration.war");
    }

    private static List<String> command(ApplicationServer server, Path home, Path war, int port, Options options)
            throws IOException {
        Map<String, String> settings = new TreeMap<>(options.settings());
        settings.put("acmecrm.drain.file", home.resolve(DRAIN_FILE).toString());
        return Stream.concat(
                        options.launcher().stream(), server.command(home, war, port, options.with(settings)).stream())
                .toList();
    }

    public URI url() {
        return url;
    }

    /** All that the server has said so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Waits until the application has started; the server says "ready" also when it failed to deploy. */
    public void awaitAnswer() throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(http)) {
            if (process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DevException("The application ended while starting; " + log + " tells why.");
            }
            if (System.nanoTime() > deadline) {
                throw new DevException("The application does not answer; " + log + " tells why.");
            }
        }
    }

    private boolean answers(HttpClient http) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/health/started"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Without a chance to say goodbye; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** It keeps its connections and does nothing. */
    public void freeze() {
        Signals.stop(process.toHandle());
    }

    public void thaw() {
        Signals.resume(process.toHandle());
    }

    /** Takes it out of service, as the servers' start scripts do; it goes on answering. */
    public void drain() throws IOException {
        Files.createFile(log.resolveSibling(DRAIN_FILE));
    }

    /** Takes it back into service. */
    public void undrain() throws IOException {
        Files.deleteIfExists(log.resolveSibling(DRAIN_FILE));
    }

    /** Asks it to end. Returns when it has, or false when that takes too long. */
    public boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
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

    /**
     * How a node is started.
     *
     * @param jvm options of the virtual machine
     * @param settings of the service
     * @param beside other applications on the same server
     * @param environment variables on top of this process's own
     * @param launcher a command that runs the one which follows it
     */
    public record Options(
            List<String> jvm,
            Map<String, String> settings,
            List<Path> beside,
            Map<String, String> environment,
            List<String> launcher) {

        public Options(List<String> jvm, Map<String, String> settings) {
            this(jvm, settings, List.of(), Map.of(), List.of());
        }

        Options with(Map<String, String> otherSettings) {
            return new Options(jvm, otherSettings, beside, environment, launcher);
        }
    }
}
