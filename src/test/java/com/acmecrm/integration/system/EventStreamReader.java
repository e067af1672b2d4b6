package com.acmecrm.integration.system;

import com.acmecrm.integration.openapi.DocumentedAnswers;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** A client of {@code GET /api/events/stream} that reads all the time. */
public final class EventStreamReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ExecutorService READERS = Executors.newCachedThreadPool(EventStreamReader::thread);

    private final List<Message> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final HttpResponse<InputStream> response;
    private final CompletableFuture<Void> reading;

    private EventStreamReader(HttpResponse<InputStream> response) {
        this.response = response;
        this.reading = CompletableFuture.runAsync(this::read, READERS);
    }

    static EventStreamReader open(Api api, String... headers) {
        HttpRequest.Builder request = api.request("/api/events/stream").header("Accept", "text/event-stream");
        return open((headers.length == 0 ? request : request.headers(headers)).build());
    }

    public static EventStreamReader open(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
            DocumentedAnswers.check(
                    "GET", request.uri(), response.statusCode(), response.headers()::firstValue, Optional.empty());
            return new EventStreamReader(response);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    public List<Message> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    List<Message> messagesOf(String contactId) {
        return messages().stream()
                .filter(message -> message.name().equals("event"))
                .filter(message -> message.json().getString("contactId").equals(contactId))
                .toList();
    }

    long heartbeats() {
        return comments.stream().filter(": heartbeat"::equals).count();
    }

    /** Waits for a state of a contact's event, and returns its message. */
    Message await(String contactId, String status) {
        return Awaitility.await("%s is told %s".formatted(contactId, status))
                .atMost(PATIENCE)
                .until(
                        () -> messagesOf(contactId).stream()
                                .filter(message ->
                                        message.json().getString("status").equals(status))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    void awaitEnd() {
        Awaitility.await("the stream ends").atMost(PATIENCE).until(reading::isDone);
    }

    public boolean hasEnded() {
        return reading.isDone();
    }

    /** As a browser does whose tab is closed. */
    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void read() {
        Map<String, String> fields = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line, fields);
            }
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    private void take(String line, Map<String, String> fields) {
        if (line.startsWith(":")) {
            comments.add(line);
        } else if (!line.isEmpty()) {
            String[] field = line.split(": ?", 2);
            fields.put(field[0], field[1]);
        } else if (fields.containsKey("data")) {
            messages.add(new Message(fields.get("event"), fields.get("id"), fields.get("data")));
            fields.clear();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "event-stream-reader");
        thread.setDaemon(true);
        return thread;
    }

    /** One message of the stream; the id is null where it has none. */
    public record Message(String name, String id, String data) {

        public JsonObject json() {
            return Answer.parse(data);
        }
    }
}
