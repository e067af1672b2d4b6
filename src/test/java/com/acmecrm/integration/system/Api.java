package com.acmecrm.integration.system;

import com.acmecrm.integration.openapi.DocumentedAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * A client of the REST API.
 *
 * @param token that is sent with each request, or null
 */
public record Api(String token) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public static Api anonymous() {
        return new Api(null);
    }

    /** Signed in as the administrator; the count of sign-ins is cleared, so that every test may. */
    public static Api admin() {
        Redis.clearRateLimits();
        Answer answer = anonymous().login(Environment.ADMIN, Environment.ADMIN_PASSWORD);
        return new Api(answer.data().getString("token"));
    }

    public Answer login(String username, String password) {
        return post("/api/auth/login", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    public Answer get(String path, String... headers) {
        return send(with(request(path), headers).GET());
    }

    public Answer post(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        return send(with(request, headers).POST(text(body)));
    }

    public Answer put(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        return send(with(request, headers).PUT(text(body)));
    }

    public Answer patch(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        return send(with(request, headers).method("PATCH", text(body)));
    }

    public Answer delete(String path, String... headers) {
        return send(with(request(path), headers).DELETE());
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return documented(Answer.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Nothing may be answered that the description of the API does not tell. */
    private static Answer documented(Answer answer) {
        HttpRequest request = answer.response().request();
        DocumentedAnswers.check(
                request.method(), request.uri(), answer.status(), answer::header, Optional.of(answer.body()));
        return answer;
    }

    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(Environment.application().resolve(path)).timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpRequest.BodyPublisher text(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }
}
