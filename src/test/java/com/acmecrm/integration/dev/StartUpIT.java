package com.acmecrm.integration.dev;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
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

/** Starts while something it stands on is away, both at the same time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartUpIT {

    private static final Duration RECOVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CONTACT = """
            {"firstName":"Early","lastName":"Bird","email":"early@example.com"}""";

    private final EmbeddedServices services = plan("services");
    private final EmbeddedServices missing = plan("missing");
    private ApplicationProcess application;
    private ApplicationProcess waiting;

    private static EmbeddedServices plan(String name) {
        Path home = Path.of("target", "start-up", name).toAbsolutePath();
        Folders.delete(home);
        Folders.create(home);
        return EmbeddedServices.plan(home, Map.of(), EmbeddedServices.PreferredPorts.NONE);
    }

    @BeforeAll
    void begin() {
        services.start(Service.POSTGRES);
        application = start(services, "application");
        waiting = start(missing, "waiting");
    }

    @AfterAll
    void end() {
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

        services.start(Service.REDIS);
        Awaitility.await("Redis is used").atMost(RECOVERY).until(() -> login().statusCode() == 200);
        String token = login().body().replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
        assertThat(post("/api/contacts", CONTACT, token).statusCode()).isEqualTo(201);

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
    void serviceShouldWaitForPostgresAndThenSayWhyItGivesUp() {
        Awaitility.await("the sentence in the log")
                .atMost(PATIENCE)
                .until(() -> waiting.log()
                        .contains("PostgreSQL did not answer for 60 seconds; is acmecrm.database.url right?"));
    }

    private static ApplicationProcess start(EmbeddedServices services, String name) {
        Path home = Folders.create(Path.of("target", "start-up", name).toAbsolutePath());
        Map<String, String> settings = new TreeMap<>(services.settings());
        settings.putAll(TokenKeys.keepIn(home.resolve("keys")));
        settings.put("acmecrm.auth.admin.username", "admin");
        settings.put("acmecrm.auth.admin.password", "start-up");
        return ApplicationProcess.start(
                home,
                Path.of(System.getProperty("payara.jar")),
                Path.of(System.getProperty("acmecrm.test.war")),
                Ports.free(),
                ApplicationProcess.QUICK_START,
                settings);
    }

    private HttpResponse<String> login() throws IOException, InterruptedException {
        return post("/api/auth/login", "{\"username\":\"admin\",\"password\":\"start-up\"}", "");
    }

    private HttpResponse<String> post(String path, String body, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(application.url().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
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
}
