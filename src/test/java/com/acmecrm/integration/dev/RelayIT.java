package com.acmecrm.integration.dev;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The relay of a node with limits of its own. */
class RelayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PUBLISHED =
            "select count(*) from event_processing where message_key = ? and status in ('published', 'processed')";

    private Cluster cluster;
    private String token;

    @BeforeEach
    void begin() {
        cluster = Cluster.start(Path.of("target", "relay"));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void contactShouldBeParkedBehindAnEventThatCannotBeSent() throws Exception {
        ApplicationProcess node = cluster.addNode(Map.of("acmecrm.kafka.max-request-size", "420"));
        logIn(node);
        String large = "large-" + "x".repeat(180);

        String id = create(node, large);
        Awaitility.await("the event has failed")
                .atMost(PATIENCE)
                .until(() -> query("select status from event_processing where message_key = ?", large)
                        .equals("failed"));
        patch(node, id);
        create(node, "small");
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

    private void logIn(ApplicationProcess node) throws IOException, InterruptedException {
        String body = send(node, "POST", "/api/auth/login", """
                {"username":"%s","password":"%s"}""".formatted(Cluster.ADMIN, Cluster.ADMIN_PASSWORD));
        token = body.replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
    }

    private String create(ApplicationProcess node, String sourceId) throws IOException, InterruptedException {
        String body = send(node, "POST", "/api/contacts", """
                {"firstName":"Re","lastName":"Lay","email":"relay@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(sourceId));
        return body.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
    }

    private void patch(ApplicationProcess node, String id) throws IOException, InterruptedException {
        send(node, "PATCH", "/api/contacts/" + id, "{\"notes\":\"changed\",\"version\":1}");
    }

    private String send(ApplicationProcess node, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.url().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private void awaitPublished(String key) {
        Awaitility.await("the event of " + key + " is published")
                .atMost(PATIENCE)
                .until(() -> query(PUBLISHED, key).equals("1"));
    }

    private String query(String sql, String parameter) throws SQLException {
        try (Connection connection = cluster.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet found = statement.executeQuery()) {
                assertThat(found.next()).isTrue();
                return found.getString(1);
            }
        }
    }
}
