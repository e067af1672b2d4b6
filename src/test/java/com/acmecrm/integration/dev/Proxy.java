package com.acmecrm.integration.dev;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** HAProxy before some nodes, on the loopback interface; {@code docs/operate.md} tells the same lines. */
public final class Proxy implements AutoCloseable {

    private static final String CONFIG = """
            global
                maxconn 2000
            defaults
                mode http
                timeout connect 1s
                # Otherwise the checks' interval; a node answers them within about a second.
                timeout check 2s
                timeout client 60s
                timeout server 60s
                timeout http-keep-alive 60s
            listen api
                bind 127.0.0.1:%d
                # A node that has just started is slower, and so gets less.
                balance leastconn
                option forwardfor
                option httpchk GET /health/ready
                http-check expect status 200
                # What was sent may have been done: only what reached nobody is sent again, and to another node.
                retries 3
                retry-on conn-failure
                option redispatch 1
                # While no node is ready, none is asked: one that is starting would answer 404.
                http-error status 503 content-type application/problem+json hdr Retry-After 2 \
                    string '{"type":"/problems/service-unavailable","title":"Temporarily unavailable","status":503,"outcome":"none"}'
                default-server inter 500ms fall 2 rise 2
            %s
            listen statistics
                bind 127.0.0.1:%d
                stats enable
                stats uri /
            """;

    /** In HAProxy's statistics: requests under way, and whether it sends more. */
    private static final int UNDER_WAY = 4;

    private static final int STATUS = 17;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int STOP_SECONDS = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;
    private final URI statistics;

    private Proxy(Process process, URI url, URI statistics) {
        this.process = process;
        this.url = url;
        this.statistics = statistics;
    }

    /** Empty where it is not installed. */
    public static Optional<Path> find() {
        return Stream.concat(
                        Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(System.getenv("PATH")),
                        Stream.of("/usr/sbin")) // Debian's place, which not everyone searches
                .map(folder -> Path.of(folder, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param nodes known here by their place in this list */
    public static Proxy start(Path home, List<URI> nodes) {
        Path haproxy = find().orElseThrow(() -> new DevException("There is no haproxy; apt-get install haproxy."));
        int port = Ports.free();
        int statisticsPort = Ports.free();
        Folders.create(home);
        try {
            Path config = Files.writeString(
                    home.resolve("haproxy.cfg"), CONFIG.formatted(port, servers(nodes), statisticsPort));
            Process process = new ProcessBuilder(haproxy.toString(), "-db", "-f", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("haproxy.log").toFile())
                    .start();
            return new Proxy(process, local(port), local(statisticsPort));
        } catch (IOException failure) {
            throw new DevException("HAProxy does not start: " + failure.getMessage() + ".", failure);
        }
    }

    private static String servers(List<URI> nodes) {
        return IntStream.range(0, nodes.size())
                .mapToObj(node -> "    server node%d 127.0.0.1:%d check slowstart 15s"
                        .formatted(node, nodes.get(node).getPort()))
                .collect(Collectors.joining("\n"));
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    public URI url() {
        return url;
    }

    /** Whether requests are sent to the node. */
    public boolean isIn(int node) throws IOException, InterruptedException {
        return figures(node)[STATUS].equals("UP");
    }

    /** Whether no more requests are sent to the node, and the last one is answered. */
    public boolean isOut(int node) throws IOException, InterruptedException {
        String[] figures = figures(node);
        return figures[STATUS].startsWith("DOWN") && figures[UNDER_WAY].equals("0");
    }

    private String[] figures(int node) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(statistics.resolve("/;csv"))
                .timeout(PATIENCE)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("api,node" + node + ","))
                .map(line -> line.split(","))
                .findFirst()
                .orElseThrow();
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
