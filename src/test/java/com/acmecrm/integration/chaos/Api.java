package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.Cluster;
import com.acmecrm.integration.system.Neighbour;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;

/** Requests of one session, which every node knows. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The first request of a cold node, and the dearest. */
    private static final Duration FIRST = Duration.ofSeconds(30);

    private final String token;

    private Api(String token) {
        this.token = token;
    }

    static Api logIn(URI node) {
        HttpRequest request = request(node, "/api/auth/login")
                .timeout(FIRST)
                .POST(BodyPublishers.ofString("""
                        {"username":"%s","password":"%s"}""".formatted(Cluster.ADMIN, Cluster.ADMIN_PASSWORD)))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("No session: " + answer.body());
        }
        return new Api(answer.body().replaceAll(".*\"token\":\"([^\"]*)\".*", "$1"));
    }

    static HttpRequest open(URI node, String path) {
        return request(node, path).GET().build();
    }

    static HttpRequest open(URI node, String path, Duration patience) {
        return request(node, path).timeout(patience).GET().build();
    }

    /** Its claim {@code jti}. */
    String token() {
        return token;
    }

    String tokenId() {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return claims.replaceAll(".*\"jti\":\"([^\"]*)\".*", "$1");
    }

    HttpRequest create(URI node, String key) {
        return authorized(node, "/api/contacts")
                .POST(BodyPublishers.ofString(contact(key)))
                .build();
    }

    SlowRequest createSlowly(URI node, String key) throws IOException {
        return SlowRequest.post(node.resolve("/api/contacts"), token, contact(key));
    }

    private static String contact(String key) {
        return """
                {"firstName":"Cha","lastName":"Os","email":"chaos@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(key);
    }

    HttpRequest patchVersion(URI node, String id, long version, String notes) {
        return authorized(node, "/api/contacts/" + id)
                .method("PATCH", BodyPublishers.ofString("""
                        {"notes":"%s","version":%d}""".formatted(notes, version)))
                .build();
    }

    HttpRequest patchIfMatch(URI node, String id, long version, String notes) {
        return authorized(node, "/api/contacts/" + id)
                .header("If-Match", "\"" + version + "\"")
                .method("PATCH", BodyPublishers.ofString("{\"notes\":\"" + notes + "\"}"))
                .build();
    }

    HttpRequest delete(URI node, String id, long version) {
        return authorized(node, "/api/contacts/" + id)
                .header("If-Match", "\"" + version + "\"")
                .DELETE()
                .build();
    }

    HttpRequest read(URI node, String id) {
        return authorized(node, "/api/contacts/" + id).GET().build();
    }

    HttpRequest logOut(URI node) {
        return authorized(node, "/api/auth/logout")
                .POST(BodyPublishers.noBody())
                .build();
    }

    /** From another address of this host. */
    Neighbour.Reply get(Neighbour from, URI node, String path, String... headers) {
        return from.get(
                node,
                path,
                Stream.concat(Stream.of("Authorization: Bearer " + token), Stream.of(headers))
                        .toArray(String[]::new));
    }

    HttpRequest delete(URI node, String path) {
        return authorized(node, path).DELETE().build();
    }

    HttpRequest get(URI node, String path) {
        return authorized(node, path).GET().build();
    }

    HttpRequest list(URI node) {
        return authorized(node, "/api/contacts?limit=1").GET().build();
    }

    /** Has no end. */
    HttpRequest.Builder stream(URI node) {
        return authorized(node, "/api/events/stream").header("Accept", "text/event-stream");
    }

    HttpRequest retry(URI node, String filter) {
        return authorized(node, "/api/events/retries")
                .POST(BodyPublishers.ofString("{\"filter\":%s,\"reason\":\"chaos\"}".formatted(filter)))
                .build();
    }

    HttpRequest retryJob(URI node, String id) {
        return authorized(node, "/api/events/retries/" + id).GET().build();
    }

    HttpRequest cancelRetry(URI node, String id) {
        return authorized(node, "/api/events/retries/" + id).DELETE().build();
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private HttpRequest.Builder authorized(URI node, String path) {
        return request(node, path).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder request(URI node, String path) {
        return HttpRequest.newBuilder(node.resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
    }
}
