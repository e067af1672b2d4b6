package com.acmecrm.integration.system;

import com.acmecrm.integration.platform.trace.TraceContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** From the header of a request to the header of its message. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TraceSuite {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String SENT = "00-" + TRACE + "-" + SPAN + "-01";

    private static final String SENT_ROWS =
            "select 1 from event_processing where message_key = ? and status in ('published', 'processed')";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Api api;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @Test
    void messageShouldBelongToTheTraceOfItsRequest() {
        String key = key();
        create(key, "traceparent", SENT);

        TraceContext told = told(key);

        assertThat(told.traceId()).isEqualTo(TRACE);
        assertThat(told.spanId()).as("our part of it").isNotEqualTo(SPAN);
        assertThat(told.sampled()).isTrue();
        assertThat(Database.rows("select traceparent from event_processing where message_key = ?", key)
                        .get(0))
                .containsEntry("traceparent", told.header());
    }

    @Test
    void everyMessageOfABatchShouldBelongToItsTrace() {
        List<String> keys = Stream.generate(TraceSuite::key).limit(3).toList();
        String operations = String.join(
                ",",
                keys.stream()
                        .map(key -> "{\"op\":\"create\",\"contact\":" + contact(key) + "}")
                        .toList());

        Answer answer = api.post(
                "/api/contacts/batch", "{\"atomic\":true,\"operations\":[" + operations + "]}", "traceparent", SENT);

        assertThat(answer.status()).isEqualTo(207);
        assertThat(told(keys)).extracting(TraceContext::traceId).containsOnly(TRACE);
    }

    @Test
    void requestWithoutAValidTraceShouldBeginOne() {
        List<List<String>> invalid = List.of(
                List.of(),
                List.of("traceparent", "00-" + TRACE + "-0000000000000000-01"),
                List.of("traceparent", "ff-" + TRACE + "-" + SPAN + "-01"),
                List.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01-more"),
                List.of("traceparent", "nonsense"),
                List.of("traceparent", SENT, "traceparent", SENT));
        List<String> keys = invalid.stream().map(each -> key()).toList();
        IntStream.range(0, keys.size())
                .forEach(index -> create(keys.get(index), invalid.get(index).toArray(String[]::new)));

        List<TraceContext> traces = told(keys);
        assertThat(traces)
                .extracting(TraceContext::traceId)
                .doesNotHaveDuplicates()
                .doesNotContain(TRACE);
        assertThat(traces).noneMatch(TraceContext::sampled);
    }

    /** Of a node that does not know the column yet. */
    @Test
    void eventWithoutATraceShouldBeSentWithout() {
        String key = key();
        Database.change("""
                insert into event_processing (id, event_type, status, message_key, contact_version, details, created_at)
                values (gen_random_uuid(), 'contact.created', 'pending', ?, 1, '{"type":"contact.created"}', now())""", key);

        assertThat(Topic.await(key, 1).get(0).headers()).doesNotContainKey("traceparent");
    }

    private void create(String key, String... headers) {
        assertThat(api.post("/api/contacts", contact(key), headers).status()).isEqualTo(201);
    }

    private static String contact(String key) {
        return """
                {"firstName":"Tra","lastName":"Ce","email":"trace@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(key);
    }

    private static TraceContext told(String key) {
        return told(List.of(key)).get(0);
    }

    /** By one look at the topic, because each reads all of it. */
    private static List<TraceContext> told(List<String> keys) {
        keys.forEach(key -> Awaitility.await("the event of " + key + " is sent")
                .atMost(PATIENCE)
                .until(() -> !Database.rows(SENT_ROWS, key).isEmpty()));
        List<Topic.Message> messages = Topic.all(Environment.setting("acmecrm.kafka.bootstrap-servers")).stream()
                .filter(message -> message.key() != null && keys.contains(message.key()))
                .toList();
        assertThat(messages).hasSameSizeAs(keys);
        return messages.stream()
                .map(message ->
                        TraceContext.parse(message.headers().get("traceparent")).orElseThrow())
                .toList();
    }

    private static String key() {
        return "traced-" + UUID.randomUUID();
    }
}
