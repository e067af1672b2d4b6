package com.acmecrm.integration.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes of their own: one starts without Redis and Kafka, and allows only small messages; the other starts without
 * PostgreSQL at the same time, and a third with bad settings.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoneNodeIT {

    private static final Duration RECOVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PUBLICATION = Duration.ofSeconds(10);
    /** Payara says that it is ready all the same. */
    private static final Pattern GIVEN_UP =
            Pattern.compile("Exception while preparing the app.* ready in |started \\(with errors\\)", Pattern.DOTALL);

    private static final String NOT_SET = "";
    private static final String PUBLISHED =
            "select count(*) from event_processing where message_key = ? and status in ('published', 'processed')";
    private static final String CONTACT = """
            {"firstName":"Early","lastName":"Bird","email":"early@example.com","source":"acmecrm","sourceId":"early"}""";

    private final EmbeddedServices services = plan("services");
    private final EmbeddedServices missing = plan("missing");
    private ApplicationProcess application;
    private ApplicationProcess waiting;
    private ApplicationProcess misled;
    private String token;

    private static EmbeddedServices plan(String name) {
        Path home = Path.of("target", "start-up", name).toAbsolutePath();
        Folders.delete(home);
        Folders.create(home);
        return EmbeddedServices.plan(home, Map.of(), EmbeddedServices.PreferredPorts.NONE);
    }

    @BeforeAll
    void begin() {
        services.start(Service.POSTGRES);
        String redis = services.settings().get("acmecrm.redis.url");
        application = start(
                services,
                "application",
                Map.of("acmecrm.kafka.max-request-size", "420", "acmecrm.redis.url", NOT_SET),
                Map.of("ACMECRM_REDIS_URL_FILE", secret("redis.url", redis + "\n")));
        waiting = start(missing, "waiting", Map.of(), Map.of());
        misled = startMisled(services);
    }

    @AfterAll
    void end() {
        misled.close();
        waiting.close();
        application.close();
        services.close();
    }

    @Test
    @Order(1)
    void serviceShouldStartWithoutRedisAndKafkaAndTakeThemWhenTheyCome() throws Exception {
        application.awaitAnswer();
        assertThat(login().statusCode()).isEqualTo(503);
        assertThat(login().headers().firstValue("Retry-After")).isPresent();
        assertThat(login().body()).contains("\"outcome\":\"none\"");

        services.start(Service.REDIS);
        Awaitility.await("Redis is used").atMost(RECOVERY).until(() -> login().statusCode() == 200);
        token = login().body().replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
        assertThat(send("POST", "/api/contacts", CONTACT).statusCode()).isEqualTo(201);

        services.start(Service.KAFKA);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", services.settings().get("acmecrm.kafka.bootstrap-servers")))) {
            Awaitility.await("the topic is made and the event is there")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> events(admin) == 1);
            assertThat(admin.describeTopics(List.of("contacts"))
                            .allTopicNames()
                            .get()
                            .get("contacts")
                            .partitions())
                    .hasSize(12);
        }
    }

    @Test
    @Order(2)
    void contactShouldBeParkedBehindAnEventThatCannotBeSent() throws Exception {
        String large = "large-" + "x".repeat(180);

        String id = create(large);
        Awaitility.await("the event has failed")
                .atMost(PUBLICATION)
                .until(() -> query("select status from event_processing where message_key = ?", large)
                        .equals("failed"));
        patch(id);
        create("small");
        awaitPublished("small");

        assertThat(query("select error from event_processing where message_key = ? and status = 'failed'", large))
                .contains("max.request.size");
        assertThat(query("select status from event_processing where message_key = ? and contact_version = 2", large))
                .as("parked")
                .isEqualTo("pending");
        assertThat(query("select attempts from event_processing where message_key = ? and contact_version = 1", large))
                .isEqualTo("1");
        assertThat(query(
                        "select kafka_offset is not null and kafka_partition is not null from event_processing where message_key = ?",
                        "small"))
                .isEqualTo("t");
    }

    @Test
    @Order(4)
    void serviceShouldWaitForPostgresAndThenSayWhyItGivesUp() {
        Awaitility.await("the sentence in the log")
                .atMost(PATIENCE)
                .until(() -> waiting.log()
                        .contains("PostgreSQL did not answer for 60 seconds; is acmecrm.database.url right?"));
    }

    @Test
    @Order(4)
    void serviceShouldNotStartWithBadSettingsAndTellAllOfThemAtOnce() throws IOException {
        Awaitility.await("the server has given the application up")
                .atMost(PATIENCE)
                .until(() -> GIVEN_UP.matcher(misled.log()).find());
        assertThat(misled.log())
                .contains("The configuration has 9 fault(s): acmecrm.")
                .contains(
                        "acmecrm.ratelimit.trusted-proxies must be a list of addresses or CIDR blocks, but is: 10.0.0.0/99")
                .contains("acmecrm.database.pool-size must be a whole number from 1 to 256, but is: many")
                .contains(
                        "acmecrm.ratelimit.api.window must be a duration of whole seconds from PT1S to P1D, but is: an hour")
                .contains(
                        "acmecrm.events.retention must be an ISO-8601 duration from PT0S to PT876000H, but is: forever")
                .contains("acmecrm.database.url must be a JDBC address like jdbc:postgresql://host:5432/acmecrm,"
                        + " but is something else, which is not shown")
                .contains("acmecrm.kafka.sasl.mechanism must be set where acmecrm.kafka.security-protocol is SASL_SSL,"
                        + " but is not set")
                .contains("acmecrm.redis.url must be in the file that ACMECRM_REDIS_URL_FILE names,"
                        + " but /nowhere cannot be read")
                .contains("acmecrm.database.password must be set once, but both ACMECRM_DATABASE_PASSWORD"
                        + " and ACMECRM_DATABASE_PASSWORD_FILE are set")
                .contains("mp.jwt.verify.publickey.location is not set, so no token could be verified."
                        + " Make a pair with: openssl genpkey ");
        assertThat(misled.log().lines().filter(line -> line.startsWith("{")))
                .as("one line for each")
                .filteredOn(line -> line.contains("\"ERROR\""))
                .hasSize(9);
    }

    private static ApplicationProcess startMisled(EmbeddedServices services) {
        Map<String, String> bad = Map.of(
                "acmecrm.ratelimit.trusted-proxies", "10.0.0.0/99",
                "acmecrm.database.pool-size", "many",
                "acmecrm.ratelimit.api.window", "an hour",
                "acmecrm.events.retention", "forever",
                "acmecrm.database.url", "jdbc:mysql://hidden",
                "acmecrm.kafka.security-protocol", "SASL_SSL",
                "mp.jwt.verify.publickey.location", NOT_SET);
        Map<String, String> files = Map.of(
                "ACMECRM_REDIS_URL_FILE", "/nowhere",
                "ACMECRM_DATABASE_PASSWORD", "twice",
                "ACMECRM_DATABASE_PASSWORD_FILE", "/nowhere");
        return start(services, "misled", bad, files);
    }

    private static String secret(String name, String content) {
        try {
            Path folder =
                    Folders.create(Path.of("target", "start-up", "secrets").toAbsolutePath());
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ApplicationProcess start(
            EmbeddedServices services, String name, Map<String, String> more, Map<String, String> environment) {
        Path home = Folders.create(Path.of("target", "start-up", name).toAbsolutePath());
        Map<String, String> settings = new TreeMap<>(services.settings());
        settings.putAll(TokenKeys.keepIn(home.resolve("keys")));
        settings.put("acmecrm.auth.admin.username", "admin");
        settings.put("acmecrm.auth.admin.password", "start-up");
        settings.putAll(more);
        settings.values().removeIf(NOT_SET::equals);
        return ApplicationProcess.start(
                home,
                ApplicationServer.ofTests(),
                Path.of(System.getProperty("acmecrm.test.war")),
                Ports.free(),
                new ApplicationProcess.Options(
                        ApplicationProcess.QUICK_START, settings, List.of(), environment, List.of()));
    }

    private HttpResponse<String> login() throws IOException, InterruptedException {
        return send("POST", "/api/auth/login", "{\"username\":\"admin\",\"password\":\"start-up\"}");
    }

    private String create(String sourceId) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", "/api/contacts", """
                {"firstName":"Re","lastName":"Lay","email":"relay@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(sourceId));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
    }

    private void patch(String id) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("PATCH", "/api/contacts/" + id, "{\"notes\":\"changed\",\"version\":1}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(application.url().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static long events(Admin admin) throws InterruptedException {
        try {
            return Topics.size(admin, "contacts");
        } catch (ExecutionException notYet) {
            return 0;
        }
    }

    private void awaitPublished(String key) {
        Awaitility.await("the event of " + key + " is published")
                .atMost(PUBLICATION)
                .until(() -> query(PUBLISHED, key).equals("1"));
    }

    private String query(String sql, String parameter) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet found = statement.executeQuery()) {
                assertThat(found.next()).isTrue();
                return found.getString(1);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                services.settings().get("acmecrm.database.url"),
                services.settings().get("acmecrm.database.username"),
                services.settings().get("acmecrm.database.password"));
    }
}
