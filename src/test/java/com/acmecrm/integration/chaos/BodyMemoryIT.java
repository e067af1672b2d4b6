package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.Cluster;
import com.acmecrm.integration.system.Meters;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/** A node with the heap that the start scripts give it, and more large bodies at once than would fit into it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated
class BodyMemoryIT {

    private static final int BATCHES = 30;
    private static final int LIMIT_BYTES = 8 * 1024 * 1024;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String BATCH = "/api/contacts/batch";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Cluster cluster;
    private ApplicationProcess node;
    private String admin;
    private String editor;

    @BeforeAll
    void start() throws Exception {
        cluster = Cluster.start(Path.of("target", "body-memory"));
        node = cluster.addNode(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseParallelGC", "-Xmx1g", "-XX:+ExitOnOutOfMemoryError"),
                Map.of(
                        "acmecrm.ratelimit.policies",
                        "most",
                        "acmecrm.ratelimit.most.endpoints",
                        "* /api/**",
                        "acmecrm.ratelimit.most.requests",
                        "1000000",
                        "acmecrm.ratelimit.most.window",
                        "PT60S"));
        admin = logIn(Cluster.ADMIN, Cluster.ADMIN_PASSWORD);
        HttpResponse<String> created = send(
                admin,
                "POST",
                "/api/users",
                "{\"username\":\"writer\",\"password\":\"long-enough-1\",\"role\":\"editor\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        editor = logIn("writer", "long-enough-1");
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close(); // else it could not start, and says why
        }
    }

    @Test
    @Order(1)
    void nodeShouldSurviveMoreBatchesThanFitIntoItsHeap() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> batches = IntStream.range(0, BATCHES)
                .mapToObj(number ->
                        sendAsync(editor, "POST", BATCH, number % 2 == 0 ? longTexts(number) : manyValues(number)))
                .toList();

        int reads = 0;
        while (batches.stream().anyMatch(batch -> !batch.isDone())) {
            HttpResponse<String> read = send(admin, "GET", "/api/contacts?limit=1", "");
            assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
            reads++;
        }
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (CompletableFuture<HttpResponse<String>> batch : batches) {
            HttpResponse<String> answer = batch.get();
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            assertThat(answer.statusCode()).as(answer.body()).isIn(207, 429, 503);
            if (answer.statusCode() == 503) {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains("\"outcome\":\"none\"");
            }
        }
        System.out.printf("%d batches of 8 MiB: %s; %d reads meanwhile%n", BATCHES, statuses, reads);

        assertThat(statuses).containsKey(207);
        assertThat(reads).isPositive();
        awaitNothingReserved();
        assertThat(node.log()).doesNotContain("OutOfMemoryError");
    }

    @Test
    @Order(2)
    void clientsThatSendSlowlyShouldKeepOutNoOther() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int client = 0; client < 12; client++) {
                slow.add(announce(LIMIT_BYTES));
            }
            Awaitility.await("the announced bodies fill their part of the memory")
                    .atMost(TIMEOUT)
                    .until(() -> refusals("received", "large") > 0);

            assertThat(logIn(Cluster.ADMIN, Cluster.ADMIN_PASSWORD)).isNotEmpty();
            HttpResponse<String> contact = send(editor, "POST", "/api/contacts", contact("small", ""));
            assertThat(contact.statusCode()).as(contact.body()).isEqualTo(201);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        awaitNothingReserved();
    }

    @Test
    @Order(3)
    void bodyOfMoreValuesThanTheNodeHasMemoryForShouldBeRefused() throws Exception {
        String body = "{\"operations\":[%s1]}".formatted("1,".repeat(LIMIT_BYTES / 2 - 20));

        HttpResponse<String> answer = send(admin, "POST", BATCH, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat(answer.body()).contains("Send fewer at once");
        awaitNothingReserved();
    }

    private void awaitNothingReserved() {
        Awaitility.await("all memory is released")
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(Meters.of(node).samples().entrySet().stream()
                                .filter(sample -> sample.getKey().startsWith("acmecrm_bodies_memory_used_bytes"))
                                .map(Map.Entry::getValue))
                        .hasSize(4)
                        .containsOnly(0.0));
    }

    private double refusals(String phase, String size) throws IOException, InterruptedException {
        return Meters.of(node).value("acmecrm_bodies_refused_total{phase=\"%s\",size=\"%s\"}".formatted(phase, size));
    }

    /** A client that sends the first bytes of a body and no more. */
    private Socket announce(int bytes) throws IOException {
        Socket socket = new Socket("localhost", node.url().getPort());
        OutputStream out = socket.getOutputStream();
        out.write("""
                POST %s HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: %d

                {"operations":""".formatted(BATCH, admin, bytes).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Of texts: each byte of the body is little more than one of the heap, again and again. */
    private static String longTexts(int number) {
        String notes = "x".repeat(9_900);
        return batch(IntStream.range(0, LIMIT_BYTES / 10_200)
                .mapToObj(index -> contact("text-%d-%d".formatted(number, index), ",\"notes\":\"" + notes + "\""))
                .toList());
    }

    /** Of many short values: each byte of the body is twenty of the heap. */
    private static String manyValues(int number) {
        String fields = IntStream.range(0, 560)
                .mapToObj(index -> "\"k%03d\":\"%06d\"".formatted(index, index))
                .collect(Collectors.joining(",", ",\"customFields\":{", "}"));
        return batch(IntStream.range(0, LIMIT_BYTES / (fields.length() + 200))
                .mapToObj(index -> contact("value-%d-%d".formatted(number, index), fields))
                .toList());
    }

    private static String batch(List<String> contacts) {
        String operations = contacts.stream()
                .map(contact -> "{\"op\":\"create\",\"contact\":%s}".formatted(contact))
                .collect(Collectors.joining(","));
        String body = "{\"operations\":[%s]}".formatted(operations);
        assertThat(body.length()).isBetween(LIMIT_BYTES * 9 / 10, LIMIT_BYTES);
        return body + " ".repeat(LIMIT_BYTES - body.length());
    }

    private static String contact(String sourceId, String more) {
        return """
                {"firstName":"Large","lastName":"Body","email":"large@example.com","source":"erp","sourceId":"%s"%s}""".formatted(sourceId, more);
    }

    private String logIn(String username, String password) throws Exception {
        HttpResponse<String> answer = send(
                "",
                "POST",
                "/api/auth/login",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
    }

    private HttpResponse<String> send(String token, String method, String path, String body) throws Exception {
        return sendAsync(token, method, path, body).get();
    }

    private CompletableFuture<HttpResponse<String>> sendAsync(String token, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.url().resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
