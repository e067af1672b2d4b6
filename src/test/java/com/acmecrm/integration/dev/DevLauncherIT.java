package com.acmecrm.integration.dev;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code mvn -Pdev} from outside: what it says, what it keeps, and what it leaves behind. */
@Tag("one-server")
class DevLauncherIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> PID_FILES =
            List.of("application.pid", "postgres/postmaster.pid", "redis/redis.pid", "kafka/kafka.pid");

    private final Path home = Path.of("target", "dev-launcher").toAbsolutePath();
    private final int port = Ports.free();
    private Launch launch;

    @BeforeEach
    void begin() {
        Folders.delete(home);
        Folders.create(home);
    }

    @AfterEach
    void end() {
        if (launch != null) {
            launch.process.destroy();
            launch.awaitEnd();
        }
    }

    @Test
    @Tag("chaos")
    void dataShouldSurviveAnyEndAndNoProcessShouldBeLeft() throws IOException, SQLException {
        // What a first start that was cut off leaves behind.
        Files.writeString(Folders.create(home.resolve("postgres")).resolve("PG_VERSION"), "18");
        launch = Launch.of(home, port);
        launch.awaitReady();
        assertThat(query("show fsync")).isEqualTo("on");
        String id = createContact();

        assertThat(Launch.of(home, Ports.free()).awaitEnd()).isEqualTo(1);
        assertThat(Launch.said(home)).contains("Another mvn -Pdev runs on the data in " + home);

        List<ProcessHandle> orphans = running();
        assertThat(orphans).hasSize(4);
        launch.process.destroyForcibly();
        launch.awaitEnd();

        launch = Launch.of(home, port);
        launch.awaitReady();
        assertNoneIsAlive(orphans);
        assertThat(query("select id::text from internal_contacts")).isEqualTo(id);

        List<ProcessHandle> killed = running();
        killed.forEach(ProcessHandle::destroyForcibly);
        assertThat(launch.awaitEnd()).isEqualTo(1);
        assertThat(Launch.said(home)).contains("The application has ended by itself");
        assertNoneIsAlive(killed);

        launch = Launch.of(home, port);
        launch.awaitReady();
        assertThat(query("select id::text from internal_contacts")).isEqualTo(id);

        List<ProcessHandle> stopped = running();
        launch.process.destroy();
        launch.awaitEnd();
        assertNoneIsAlive(stopped);
    }

    @Test
    void takenPortShouldBeSaidInOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(port)) {
            assertThat(Launch.of(home, taken.getLocalPort()).awaitEnd()).isEqualTo(1);
        }

        assertThat(Launch.said(home))
                .contains("Port %d is taken; stop what listens there".formatted(port))
                .doesNotContain("\tat ");
    }

    @Test
    void brokenDataShouldBeSaidInOneSentence() throws IOException {
        Path data = Folders.create(home.resolve("postgres"));
        Files.writeString(data.resolve("acmecrm-complete"), "");
        Files.writeString(data.resolve("postgresql.conf"), "nonsense");

        assertThat(Launch.of(home, port).awaitEnd()).isEqualTo(1);

        assertThat(Launch.said(home))
                .contains("PostgreSQL does not start on " + data)
                .contains("delete that folder")
                .doesNotContain("\tat ");
    }

    private List<ProcessHandle> running() {
        return PID_FILES.stream()
                .map(home::resolve)
                .map(PidFile::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void assertNoneIsAlive(List<ProcessHandle> processes) {
        Awaitility.await("all processes are gone")
                .atMost(Duration.ofSeconds(30))
                .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    private String createContact() {
        String login = post("/api/auth/login", "{\"username\":\"admin@acmecrm.com\",\"password\":\"admin123\"}", "");
        String token = login.replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
        String contact = post(
                "/api/contacts", "{\"firstName\":\"Ada\",\"lastName\":\"L\",\"email\":\"ada@example.com\"}", token);
        return contact.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
    }

    private String post(String path, String body, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .headers(
                        token.isEmpty()
                                ? new String[] {"Accept", "*/*"}
                                : new String[] {"Authorization", "Bearer " + token})
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String query(String sql) throws IOException, SQLException {
        Properties chosen = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("services.properties"))) {
            chosen.load(reader);
        }
        try (Connection connection = DriverManager.getConnection(
                        chosen.getProperty("acmecrm.database.url"),
                        chosen.getProperty("acmecrm.database.username"),
                        chosen.getProperty("acmecrm.database.password"));
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            assertThat(found.next()).isTrue();
            return found.getString(1);
        }
    }

    /** One run of the launcher. */
    private record Launch(Process process, Path said) {

        static Launch of(Path home, int port) throws IOException {
            Path said = home.resolve("said");
            Map<String, String> settings = Map.of(
                    "acmecrm.dev.home", home.toString(),
                    "acmecrm.dev.port", Integer.toString(port),
                    "acmecrm.dev.failure", home.resolve("failure").toString(),
                    "acmecrm.dev.payara", System.getProperty("payara.jar"),
                    "acmecrm.dev.war", System.getProperty("acmecrm.test.war"));
            List<String> command = Stream.of(
                            Stream.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1"),
                            settings.entrySet().stream()
                                    .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue()),
                            Stream.of("-cp", TestClasspath.get()),
                            Stream.of(DevLauncher.class.getName()))
                    .flatMap(part -> part)
                    .toList();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            return new Launch(process, said);
        }

        static String said(Path home) {
            try {
                return Files.readString(home.resolve("said"));
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }

        void awaitReady() {
            Awaitility.await("the launcher says that it is ready")
                    .atMost(PATIENCE)
                    .until(() -> {
                        assertThat(process.isAlive()).as(Files.readString(said)).isTrue();
                        return Files.readString(said).contains("is ready: http://localhost:");
                    });
        }

        int awaitEnd() {
            try {
                assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                return process.exitValue();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }
}
