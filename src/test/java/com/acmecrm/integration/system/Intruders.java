package com.acmecrm.integration.system;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** A steady stream of requests of which none may be let in: without a token, with a revoked one, and over the limit. */
final class Intruders implements AutoCloseable {

    private static final int REQUESTS_PER_SECOND = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OVER_THE_LIMIT = "rate:limit:GET:/api/contacts/{id}:127.0.0.1";

    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final List<HttpRequest> requests;

    /** @param api of someone whose token is good */
    Intruders(Api api) {
        Api revoked = new Api(Tokens.valid("admin"));
        assertThat(revoked.post("/api/auth/logout", "").status()).isEqualTo(204);
        Redis.putText(OVER_THE_LIMIT, "1000", Duration.ofMinutes(1));
        requests = List.of(
                request(Api.anonymous(), "/api/contacts?limit=1"),
                request(revoked, "/api/contacts?limit=1"),
                request(api, "/api/contacts/" + UUID.randomUUID()));
        pace.scheduleAtFixedRate(this::send, 0, 1_000_000 / REQUESTS_PER_SECOND, TimeUnit.MICROSECONDS);
    }

    private static HttpRequest request(Api api, String path) {
        return api.request(path).timeout(PATIENCE).GET().build();
    }

    /** Ends the stream and waits for the last answers: how often which status came, 0 where none did. */
    Map<Integer, Long> end() {
        close();
        Awaitility.await("every intruder is answered")
                .atMost(PATIENCE.plusSeconds(5))
                .until(() -> statuses.size() == number.get());
        Redis.delete(OVER_THE_LIMIT);
        return statuses.stream().collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting()));
    }

    @Override
    public void close() {
        pace.shutdown();
    }

    private void send() {
        HttpRequest request = requests.get(number.getAndIncrement() % requests.size());
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) -> statuses.add(failure == null ? response.statusCode() : 0));
    }
}
