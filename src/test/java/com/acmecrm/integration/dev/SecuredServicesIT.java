package com.acmecrm.integration.dev;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
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
 * A node on services as companies run them: TLS with client certificates everywhere, passwords in files, and accounts
 * that may do just what docs/operate.md lists.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredServicesIT {

    private static final Path HOME = Path.of("target", "secured").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TOPIC = "team.crm.contacts";
    private static final String DEAD_LETTERS = "team.crm.contacts.dlt";
    private static final String GROUP = "team.crm.acmecrm-integration";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private SecuredKafka kafka;
    private SecuredPostgres postgres;
    private SecuredRedis redis;
    private ApplicationProcess node;
    private String token;

    @BeforeAll
    void start() throws Exception {
        TestServer.freshFolder(HOME);
        CertificateAuthority authority = CertificateAuthority.make(HOME.resolve("certificates"));
        redis = remember(SecuredRedis.start(Folders.create(HOME.resolve("redis")), authority, redisRules()));
        TokenEndpoint tokens = remember(TokenEndpoint.start());
        kafka = remember(SecuredKafka.start(HOME.resolve("kafka"), authority, tokens.keys()));
        postgres = remember(SecuredPostgres.start(HOME.resolve("postgres"), authority));
        allowKafka();
        node = remember(startNode(authority.issue(SecuredPostgres.USER, "RSA")));
        node.awaitAnswer();
    }

    private <T extends AutoCloseable> T remember(T started) {
        running.push(started);
        return started;
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable each : running) {
            each.close();
        }
    }

    /** As they are documented. */
    private static String redisRules() throws IOException {
        return Files.readAllLines(Path.of("docs", "operate.md")).stream()
                .filter(line -> line.startsWith("    ACL SETUSER acmecrm "))
                .map(line -> line.replaceFirst(".*>\\S+ ", ""))
                .findFirst()
                .orElseThrow();
    }

    private void allowKafka() {
        kafka.allow(AclOperation.READ, ResourceType.TOPIC, TOPIC);
        kafka.allow(AclOperation.WRITE, ResourceType.TOPIC, TOPIC);
        kafka.allow(AclOperation.CREATE, ResourceType.TOPIC, TOPIC);
        kafka.allow(AclOperation.WRITE, ResourceType.TOPIC, DEAD_LETTERS);
        kafka.allow(AclOperation.CREATE, ResourceType.TOPIC, DEAD_LETTERS);
        kafka.allow(AclOperation.READ, ResourceType.GROUP, GROUP);
    }

    private ApplicationProcess startNode(CertificateAuthority.Issued client) throws IOException {
        Path home = Folders.create(HOME.resolve("node"));
        Map<String, String> settings = new TreeMap<>(kafka.scram());
        settings.putAll(postgres.settings(client));
        settings.putAll(redis.settings(client));
        settings.putAll(TokenKeys.keepIn(home.resolve("keys")));
        settings.put("acmecrm.kafka.prefix", "team.crm.");
        settings.put("acmecrm.auth.admin.username", "admin");
        settings.put("acmecrm.auth.admin.password", "secured-services");
        return ApplicationProcess.start(
                home,
                ApplicationServer.ofTests(),
                Path.of(System.getProperty("acmecrm.test.war")),
                Ports.free(),
                new ApplicationProcess.Options(
                        ApplicationProcess.QUICK_START, settings, List.of(), secrets(), List.of()));
    }

    private static Map<String, String> secrets() throws IOException {
        return Map.of(
                "ACMECRM_DATABASE_PASSWORD_FILE", secret("database", SecuredPostgres.PASSWORD),
                "ACMECRM_REDIS_PASSWORD_FILE", secret("redis", SecuredRedis.PASSWORD),
                "ACMECRM_KAFKA_SASL_PASSWORD_FILE", secret("kafka", SecuredKafka.PASSWORD));
    }

    private static String secret(String name, String value) throws IOException {
        return Files.writeString(Folders.create(HOME.resolve("secrets")).resolve(name), value + "\n")
                .toString();
    }

    @Test
    @Order(1)
    void documentedRightsShouldBeAllThatANodeNeeds() throws Exception {
        assertThat(login("wrong").statusCode()).isEqualTo(401);
        token = tokenOf(login("secured-services"));
        create("one");

        awaitProcessed("one");
        assertThat(send("GET", "/api/auth/sessions", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/ops/refusals", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/ops/overview", "").statusCode()).isEqualTo(200);
        endAllSessions();
        Awaitility.await("everything is ok")
                .atMost(SOON)
                .until(() -> !send("GET", "/health", "").body().contains("degraded"));
        assertThat(redis.refusals()).as("but for the client's own question").isSubsetOf("key toplevel test1");
        assertThat(kafka.topics()).contains(TOPIC);
        assertThat(kafka.size(TOPIC)).isEqualTo(1);
    }

    /** Until a request with the old token is refused. */
    private void endAllSessions() throws Exception {
        String old = token;
        token = tokenOf(login("secured-services"));
        assertThat(send("DELETE", "/api/auth/sessions?userId=1", "").statusCode())
                .isEqualTo(204);
        token = old;
        assertThat(send("GET", "/api/contacts", "").statusCode()).isEqualTo(401);
        token = tokenOf(login("secured-services"));
    }

    @Test
    @Order(2)
    void connectionsToPostgresShouldShowTheClientsCertificate() throws SQLException {
        assertThat(postgres.query("""
                        select count(*) filter (where not ssl or client_dn <> '/CN=acmecrm') || ' of ' || (count(*) > 0)
                        from pg_stat_ssl join pg_stat_activity using (pid) where usename = 'acmecrm'""")).isEqualTo("0 of true");
    }

    @Test
    @Order(3)
    void missingRightShouldBeInTheLogAndInTheHealthAndEventsShouldGoOnWhenItIsGiven() throws Exception {
        kafka.forbid(AclOperation.WRITE, ResourceType.TOPIC, TOPIC);
        create("two");

        Awaitility.await("health names the right")
                .atMost(SOON)
                .until(() -> send("GET", "/health", "")
                        .body()
                        .contains("{\"missing\":\"WRITE on topic team.crm.contacts\",\"state\":\"degraded\"}"));
        assertThat(send("GET", "/health/ready", "").statusCode()).isEqualTo(200);
        Awaitility.await("the log has the sentence")
                .atMost(SOON)
                .until(() ->
                        node.log().contains("Kafka's ACLs do not allow this account WRITE on topic team.crm.contacts"));

        kafka.allow(AclOperation.WRITE, ResourceType.TOPIC, TOPIC);
        awaitProcessed("two");
        Awaitility.await("nothing is missing any more")
                .atMost(SOON)
                .until(() -> !send("GET", "/health", "").body().contains("missing"));
    }

    private void awaitProcessed(String key) {
        Awaitility.await("the event is processed")
                .atMost(SOON)
                .until(() -> postgres.query("select count(*) from event_processing where status = 'processed'"
                                + " and message_key = '" + key + "'")
                        .equals("1"));
    }

    private HttpResponse<String> login(String password) throws IOException, InterruptedException {
        token = null;
        return send("POST", "/api/auth/login", "{\"username\":\"admin\",\"password\":\"" + password + "\"}");
    }

    private static String tokenOf(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
    }

    private void create(String sourceId) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", "/api/contacts", """
                {"firstName":"Se","lastName":"Cure","email":"secure@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(sourceId));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.url().resolve(path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
