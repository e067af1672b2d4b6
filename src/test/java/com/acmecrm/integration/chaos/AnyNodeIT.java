package com.acmecrm.integration.chaos;

import com.acmecrm.integration.system.EventStreamReader;
import com.acmecrm.integration.system.Neighbour;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/** What began on one node goes on on the other, and a client behind the proxy cannot tell them apart. */
@Tag("chaos")
@ExtendWith(TwoNodes.Shared.class)
@Isolated
class AnyNodeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FAILED = 600;

    @Test
    void sessionShouldBeEndedOnTheOtherNodeAndRefusedOnAll(TwoNodes nodes) {
        Api leaving = Api.logIn(nodes.proxy());
        Api admin = Api.logIn(nodes.node(1));
        assertThat(everywhere(nodes, url -> status(leaving.list(url)))).containsOnly(200);
        String id = leaving.tokenId();
        assertThat(Api.send(admin.get(nodes.node(1), "/api/auth/sessions")).body())
                .contains(id);

        assertThat(status(admin.delete(nodes.node(1), "/api/auth/sessions/" + id)))
                .isEqualTo(204);

        assertThat(everywhere(nodes, url -> status(leaving.list(url)))).containsOnly(401);
    }

    /** In a fresh window: nobody else asks for the overview from there. */
    @Test
    void limitShouldHoldForTheClientBehindTheProxyOnAllNodesTogether(TwoNodes nodes) {
        Api api = Api.logIn(nodes.proxy());

        assertThat(overviews(api, nodes, new Neighbour("127.0.0.71"), 40)).isEqualTo(Map.of(200, 30L, 429, 10L));
        assertThat(overviews(api, nodes, new Neighbour("127.0.0.72"), 1))
                .as("another client")
                .isEqualTo(Map.of(200, 1L));
        assertThat(overviews(api, nodes, new Neighbour("127.0.0.71"), 1, "X-Forwarded-For: 192.0.2.7"))
                .as("who makes up another address")
                .isEqualTo(Map.of(429, 1L));
    }

    private static Map<Integer, Long> overviews(
            Api api, TwoNodes nodes, Neighbour client, int calls, String... headers) {
        return Stream.generate(() -> api.get(client, nodes.proxy(), "/api/ops/overview", headers)
                        .status())
                .limit(calls)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** Its node drains, which ends the stream; the client comes again, through the proxy. */
    @Test
    void streamShouldGoOnOnTheOtherNodeWhenItsNodeDrains(TwoNodes nodes) throws Exception {
        Api api = Api.logIn(nodes.proxy());
        int leaving = 0;
        EventStreamReader first = open(api.stream(nodes.node(leaving)));
        String before = create(api, nodes.node(1));
        String last = awaitProcessed(first, before);

        nodes.takeOut(leaving);
        try {
            await("the stream ends").until(first::hasEnded);
            List<String> meanwhile = List.of(create(api, nodes.node(leaving)), create(api, nodes.proxy()));
            try (EventStreamReader second = open(api.stream(nodes.proxy()).header("Last-Event-ID", last))) {
                meanwhile.forEach(key -> awaitProcessed(second, key));
                assertThat(second.messages())
                        .noneMatch(message -> message.name().equals("gap"));
            }
        } finally {
            nodes.putBack(leaving);
        }
    }

    private static EventStreamReader open(HttpRequest.Builder request) {
        EventStreamReader reader = EventStreamReader.open(request.build());
        assertThat(reader.response().statusCode()).isEqualTo(200);
        return reader;
    }

    /** The id of the message. */
    private static String awaitProcessed(EventStreamReader reader, String key) {
        return await("the stream tells of " + key)
                .until(
                        () -> reader.messages().stream()
                                .filter(message -> message.data().contains("\"contactId\":\"" + key + "\""))
                                .filter(message -> message.data().contains("\"status\":\"processed\""))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .id();
    }

    private static String create(Api api, URI url) {
        String key = "any-" + UUID.randomUUID();
        assertThat(status(api.create(url, key))).isEqualTo(201);
        return key;
    }

    @Test
    void bulkRetryShouldBeSeenAndCancelledOnTheOtherNode(TwoNodes nodes) throws Exception {
        Outbox outbox = new Outbox(nodes.cluster());
        outbox.execute("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, error)
                select gen_random_uuid(), 'contact.updated', 'failed', 'any-node-' || n, 1,
                    '{"type":"contact.updated"}', now(), 'any node'
                from generate_series(1, %d) as n""".formatted(FAILED));
        Api api = Api.logIn(nodes.proxy());

        JsonObject begun = data(Api.send(api.retry(nodes.node(0), "{\"error\":\"any node\"}")));
        String id = begun.getString("id");
        await("the other node tells of progress")
                .until(() -> data(Api.send(api.retryJob(nodes.node(1), id))).getInt("retried") > 0);
        JsonObject cancelled = data(Api.send(api.cancelRetry(nodes.node(1), id)));

        assertThat(cancelled.getString("status")).isEqualTo("cancelled");
        assertThat(cancelled.getInt("retried")).isLessThan(FAILED);
        assertThat(data(Api.send(api.retryJob(nodes.node(0), id)))).isEqualTo(cancelled);
        await("what was set free is processed").until(outbox::isAtRest);
        assertThat(outbox.is(
                        "(select count(*) = %d from event_processing where error = 'any node' and status = 'failed')"
                                .formatted(FAILED - cancelled.getInt("retried"))))
                .isTrue();
        outbox.execute("delete from event_processing where message_key like 'any-node-%'");
    }

    private static JsonObject data(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Json.createReader(new StringReader(answer.body())).readObject().getJsonObject("data");
    }

    private static List<Integer> everywhere(TwoNodes nodes, Function<URI, Integer> call) {
        return Stream.of(nodes.node(0), nodes.node(1), nodes.proxy(), nodes.proxy())
                .map(call)
                .toList();
    }

    private static int status(HttpRequest request) {
        return Api.send(request).statusCode();
    }

    private static ConditionFactory await(String condition) {
        return Awaitility.await(condition).atMost(PATIENCE);
    }
}
