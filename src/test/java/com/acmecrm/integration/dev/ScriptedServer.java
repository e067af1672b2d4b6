package com.acmecrm.integration.dev;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A server that a {@code start.sh} of {@code server-config/} runs, as an operator starts it: nothing but the environment. */
public final class ScriptedServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int STOP_SECONDS = 30;

    private final Process script;
    private final Path home;
    private final int port;

    private ScriptedServer(Process script, Path home, int port) {
        this.script = script;
        this.home = home;
        this.port = port;
    }

    /**
     * Returns at once.
     *
     * @param kind folder of the script in {@code server-config/}
     * @param home an empty folder for all that the server and the script write
     * @param server what the script calls PAYARA or WILDFLY
     * @param settings of the service, as keys, and of the server, as variables
     */
    public static ScriptedServer start(String kind, Path home, Path server, Path war, Map<String, String> settings) {
        int port = Ports.free();
        ProcessBuilder command = new ProcessBuilder(
                        Path.of("server-config", kind, "start.sh").toString(), server.toString(), war.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output.log").toFile());
        // What other tests' servers are told, among it a key in a file: all keys of this one are its own.
        command.environment().keySet().removeIf(name -> name.startsWith("ACMECRM_"));
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment()
                .put(
                        "TMPDIR",
                        Folders.create(home.resolve("tmp").toAbsolutePath()).toString());
        command.environment().put("SERVER_PORT", Integer.toString(port));
        settings.forEach((key, value) -> command.environment().put(variable(key), value));
        try {
            return new ScriptedServer(command.start(), home, port);
        } catch (IOException failure) {
            throw new DevException(command.command().get(0) + " does not start.", failure);
        }
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    public int port() {
        return port;
    }

    /** Waits until there is something at this path. */
    public HttpResponse<byte[]> await(String path) {
        return Awaitility.await("an answer of 200 at " + path + "; " + home + " tells why there is none")
                .atMost(PATIENCE)
                .failFast("the script has ended", () -> !script.isAlive())
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> get(path), answer -> answer.statusCode() == 200);
    }

    public HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        // Payara compresses nothing of HTTP/2, which a client of Java's asks for by itself.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        (headers.length == 0 ? request : request.headers(headers)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    /**
     * Sends what no client would.
     *
     * @param lines from the request line on, a byte each character; {@code Host} and {@code Connection} are added before the
     *     first that follows it
     * @return all that comes back
     */
    String send(String lines) throws IOException {
        String request =
                lines.replaceFirst("HTTP/1.1", "HTTP/1.1\r\nHost: localhost\r\nConnection: close") + "\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** TERM, to the script. */
    void terminate() {
        script.destroy();
    }

    /** The script's status; fails when it has not ended after a while. */
    int awaitEnd() throws InterruptedException {
        if (!script.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new DevException("The script of " + home + " has not ended.");
        }
        return script.exitValue();
    }

    List<ProcessHandle> processes() {
        return script.descendants().toList();
    }

    /** What the script has not put away. */
    List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("tmp"))) {
            return files.collect(Collectors.toList());
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroy); // no draining
        script.destroy();
        try {
            if (!script.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                script.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            script.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
