package com.acmecrm.integration.dev;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts while something it stands on is away. */
class StartUpIT {

    private static final Duration RECOVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CONTACT = """
            {"firstName":"Early","lastName":"Bird","email":"early@example.com"}""";

    private Path home;
    private EmbeddedServices services;
    private ApplicationProcess application;

    @BeforeEach
    void begin(TestInfo test) {
        home = Path.of("target", "start-up", test.getTestMethod().orElseThrow().getName())
                .toAbsolutePath();
        Folders.delete(home);
        Folders.create(home);
        services = EmbeddedServices.plan(home, Map.of(), EmbeddedServices.PreferredPorts.NONE);
    }

    @AfterEach
    void end() {
        application.close();
        services.close();
    }

    @Test
    void serviceShouldStartWithoutRedisAndKafkaAndTakeThemWhenTheyCome() throws Exception {
        services.start(Service.POSTGRES);
        application = start();
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
    void serviceShouldWaitForPostgresAndThenSayWhyItGivesUp() {
        application = start();

        Awaitility.await("the sentence in the log")
                .atMost(PATIENCE)
                .until(() -> Files.readString(home.resolve("application.log"))
                        .contains("PostgreSQL did not answer for 60 seconds; is acmecrm.database.url right?"));
    }

    private ApplicationProcess start() {
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
