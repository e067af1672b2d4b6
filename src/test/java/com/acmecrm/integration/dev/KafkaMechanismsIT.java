package com.acmecrm.integration.dev;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node for each way into Kafka that {@code SecuredServicesIT} does not take: servers have security providers and class
 * loaders of their own.
 */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaMechanismsIT {

    private static final Path HOME = Path.of("target", "mechanisms").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(30);

    private CertificateAuthority authority;
    private TokenEndpoint tokens;
    private SecuredKafka kafka;
    private Cluster cluster;

    @BeforeAll
    void start() {
        TestServer.freshFolder(HOME);
        authority = CertificateAuthority.make(HOME.resolve("certificates"));
        tokens = TokenEndpoint.start();
        kafka = SecuredKafka.start(HOME.resolve("kafka"), authority, tokens.keys());
        kafka.allow(AclOperation.ALL, ResourceType.TOPIC, "contacts");
        kafka.allow(AclOperation.ALL, ResourceType.TOPIC, "contacts.dlt");
        kafka.allow(AclOperation.ALL, ResourceType.GROUP, "acmecrm-integration");
        cluster = Cluster.start(HOME.resolve("cluster"), kafka.plain());
    }

    @AfterAll
    void stop() {
        cluster.close();
        kafka.close();
        tokens.close();
    }

    @Test
    void eventsShouldBeProcessedWithAClientCertificate() throws Exception {
        assertWorks("tls", kafka.tls(authority.issue(SecuredKafka.USER, "RSA")));
    }

    @Test
    void eventsShouldBeProcessedWithPlain() throws Exception {
        assertWorks("plain", kafka.plain());
    }

    @Test
    void eventsShouldBeProcessedWithAccessTokens() throws Exception {
        assertWorks("oauth", kafka.oauth(tokens.tokenUrl(), TokenEndpoint.SECRET));
    }

    private void assertWorks(String key, Map<String, String> settings) throws Exception {
        // What the cluster has of the account would be too much for the others.
        Map<String, String> all = new HashMap<>(settings);
        kafka.plain().keySet().forEach(name -> all.putIfAbsent(name, ""));
        try (ApplicationProcess node = cluster.addNode(all)) {
            create(node.url(), key);
            Awaitility.await("the event is processed").atMost(SOON).until(() -> isProcessed(key));
        }
    }

    private static void create(URI node, String key) throws Exception {
        String token = send(node, "/api/auth/login", "", """
                {"username":"%s","password":"%s"}""".formatted(Cluster.ADMIN, Cluster.ADMIN_PASSWORD))
                .body()
                .replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
        HttpResponse<String> answer = send(node, "/api/contacts", token, """
                {"firstName":"Se","lastName":"Cure","email":"secure@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(key));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static HttpResponse<String> send(URI node, String path, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private boolean isProcessed(String key) throws SQLException {
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from event_processing"
                        + " where status = 'processed' and message_key = '" + key + "'")) {
            row.next();
            return row.getInt(1) == 1;
        }
    }
}
