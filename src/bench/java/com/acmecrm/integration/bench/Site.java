package com.acmecrm.integration.bench;

import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.Cluster;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The service as it ships, on services of its own, and the trivial application beside it. */
final class Site implements AutoCloseable {

    /** By configuration only: every filter stays where it is. */
    private static final Map<String, String> LIMITS = Map.of(
            "acmecrm.ratelimit.api.requests", "1000000000",
            "acmecrm.ratelimit.login.requests", "1000000000");

    private static final Pattern COMPILATION_MILLIS =
            Pattern.compile("^jvm_compilation_time_ms_total.* (\\S+)$", Pattern.MULTILINE);
    private static final Duration RELAY_PATIENCE = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final ApplicationProcess node;
    private final String token;

    private Site(Cluster cluster, ApplicationProcess node) throws IOException, InterruptedException {
        this.cluster = cluster;
        this.node = node;
        this.token = logIn();
    }

    static Site start(Settings settings) throws IOException, InterruptedException {
        Cluster cluster = Cluster.start(settings.home().resolve("site"));
        try {
            Path trivial = TrivialWar.write(settings.home().resolve("trivial.war"));
            return new Site(
                    cluster,
                    cluster.addNode(new ApplicationProcess.Options(
                            settings.jvm(), LIMITS, List.of(trivial.toAbsolutePath()), Map.of(), List.of())));
        } catch (IOException | InterruptedException | RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    private String logIn() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url().resolve("/api/auth/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"username":"%s","password":"%s"}""".formatted(Cluster.ADMIN, Cluster.ADMIN_PASSWORD)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new VoidRunException("Nobody could log in: " + answer.body());
        }
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject().getJsonObject("data").getString("token");
        }
    }

    URI url() {
        return node.url();
    }

    String token() {
        return token;
    }

    String kafka() {
        return cluster.setting("acmecrm.kafka.bootstrap-servers");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                cluster.setting("acmecrm.database.url"),
                cluster.setting("acmecrm.database.username"),
                cluster.setting("acmecrm.database.password"));
    }

    /** As the service connects: the driver makes one statement of many. */
    Connection connectForBatches() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", cluster.setting("acmecrm.database.username"));
        properties.setProperty("password", cluster.setting("acmecrm.database.password"));
        properties.setProperty("reWriteBatchedInserts", "true");
        return DriverManager.getConnection(cluster.setting("acmecrm.database.url"), properties);
    }

    /** What the application's process has spent so far. */
    Duration processorTime() {
        return node.process().info().totalCpuDuration().orElseThrow();
    }

    /** What its compiler has spent so far. */
    Duration compilationTime() {
        HttpRequest request = HttpRequest.newBuilder(url().resolve("/metrics")).build();
        try {
            String samples = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher compilation = COMPILATION_MILLIS.matcher(samples);
            if (!compilation.find()) {
                throw new VoidRunException("The metrics do not tell what was compiled.");
            }
            return Duration.ofMillis((long) Double.parseDouble(compilation.group(1)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new VoidRunException("The warm-up was stopped.");
        }
    }

    /** Returns when no event waits: what a slice has begun is done when the next one starts. */
    void awaitRelay() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Awaitility.await("all events are published")
                    .atMost(RELAY_PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> isNothingPending(statement));
        }
    }

    private static boolean isNothingPending(Statement statement) throws SQLException {
        try (ResultSet pending =
                statement.executeQuery("select exists (select from event_processing where status = 'pending')")) {
            return pending.next() && !pending.getBoolean(1);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
