package com.acmecrm.integration.system;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A steady stream of requests, half of them writing, whatever becomes of each. */
final class Load implements AutoCloseable {

    private static final int REQUESTS_PER_SECOND = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ScheduledExecutorService pace = Executors.newScheduledThreadPool(2);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Api api;
    private final String marker = "load-" + UUID.randomUUID();

    Load(Api api) {
        this.api = api;
        // The default limits stay in force; their counters are cleared as between cases.
        pace.scheduleWithFixedDelay(Load::clearRateLimits, 0, 100, TimeUnit.MILLISECONDS);
        pace.scheduleAtFixedRate(this::send, 0, 1_000_000 / REQUESTS_PER_SECOND, TimeUnit.MICROSECONDS);
    }

    /** The source of the contacts that it creates. */
    String marker() {
        return marker;
    }

    /** Whether the last requests, so many seconds of them, were all answered as if nothing were wrong. */
    boolean isWellFor(Duration time) {
        long since = System.nanoTime() - time.toNanos();
        List<Result> last =
                results.stream().filter(result -> result.endNanos() > since).toList();
        return last.size() > REQUESTS_PER_SECOND * time.toSeconds() / 2
                && last.stream().allMatch(Result::isSuccess);
    }

    /** Ends the stream and waits for the last answers. */
    List<Result> end() {
        close();
        Awaitility.await("every request is answered")
                .atMost(PATIENCE.plusSeconds(5))
                .until(() -> results.size() == number.get());
        return List.copyOf(results);
    }

    @Override
    public void close() {
        pace.shutdown();
    }

    private static void clearRateLimits() {
        try {
            Redis.clearRateLimits("/api/contacts");
        } catch (RuntimeException away) {
            // Then nothing is counted, either.
            return;
        }
    }

    private void send() {
        int count = number.incrementAndGet();
        boolean writing = count % 2 == 0;
        HttpRequest request = writing
                ? create(count)
                : api.request("/api/contacts?limit=1").GET().build();
        long start = System.nanoTime();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .whenComplete((response, failure) -> results.add(new Result(
                        start,
                        System.nanoTime(),
                        writing,
                        failure == null ? response.statusCode() : 0,
                        failure == null ? response.body() : failure.toString())));
    }

    private HttpRequest create(int count) {
        return api.request("/api/contacts")
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"firstName":"Load","lastName":"%d","email":"load@example.com","source":"acmecrm","sourceId":"%s.%d"}""".formatted(count, marker, count)))
                .build();
    }

    /**
     * One request.
     *
     * @param status 0 where there was no answer
     */
    record Result(long startNanos, long endNanos, boolean writing, int status, String body) {

        long millis() {
            return (endNanos - startNanos) / 1_000_000;
        }

        boolean isSuccess() {
            return status / 100 == 2;
        }
    }
}
