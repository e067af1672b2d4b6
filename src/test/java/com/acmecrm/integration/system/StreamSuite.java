package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** What watchers of events see. Twenty may watch in this run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StreamSuite {

    private static final String PATH = "/api/events/stream";
    private static final int LIMIT = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String POLLS = "acmecrm_stream_polls_total";
    private static final String WATCHERS = "acmecrm_stream_watchers";
    private static final String BUFFER = "acmecrm_stream_buffer_bytes";
    private static final String DROPPED = "acmecrm_stream_dropped_total";

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
    void changesOfAnEventShouldBeToldUntilItIsProcessed() {
        try (EventStreamReader reader = EventStreamReader.open(api)) {
            String contactId = create();

            EventStreamReader.Message message = reader.await(contactId, "processed");

            String event = Database.rows("select id from event_processing where message_key = ?", contactId)
                    .get(0)
                    .get("id");
            assertThat(message.name()).isEqualTo("event");
            assertThat(message.id()).matches("\\d{16}-" + event);
            assertThatJson(message.data()).isEqualTo("""
                    {"id":"%s","type":"contact.created","contactId":"%s","status":"processed","version":1,
                     "changedAt":"${json-unit.regex}\\\\d{4}-\\\\d\\\\d-\\\\d\\\\dT\\\\d\\\\d:\\\\d\\\\d:\\\\d\\\\d\\\\.\\\\d{3}Z"}""".formatted(event, contactId));
            assertThat(reader.messagesOf(contactId))
                    .extracting(EventStreamReader.Message::id)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void answerShouldBeAnEventStreamAndCounted() {
        try (EventStreamReader reader = EventStreamReader.open(new Api(Tokens.valid("viewer")))) {
            assertThat(reader.response().statusCode()).isEqualTo(200);
            assertThat(reader.response().headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(reader.response().headers().firstValue("RateLimit").orElseThrow())
                    .startsWith("\"api\";r=29;");
            assertThat(reader.response().headers().firstValue("X-Request-Id")).isPresent();
            assertThat(reader.response().headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void headShouldBeAnsweredWithoutAStream() {
        Answer answer = api.send(api.request(PATH).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/event-stream");
    }

    @Test
    void failedEventShouldBeToldWithItsError() {
        try (EventStreamReader reader = EventStreamReader.open(api)) {
            String contactId = "stream-" + UUID.randomUUID();
            insert(contactId, "discarded", "Zu groß");

            assertThat(reader.await(contactId, "discarded").json().getString("error"))
                    .isEqualTo("Zu groß");
        }
    }

    @Test
    void eventWithAnAbsurdTimeShouldNotStopTheStream() {
        String absurd = "stream-" + UUID.randomUUID();
        insert(absurd, "discarded", null);
        try (EventStreamReader reader = EventStreamReader.open(api)) {
            Database.change("update event_processing set changed_at = 'infinity' where message_key = ?", absurd);

            reader.await(create(), "processed");
            reader.await(create(), "processed");
        } finally {
            Database.change("delete from event_processing where message_key = ?", absurd);
        }
    }

    @Test
    void watcherShouldMissNothingWhenItResumes() {
        String before = create();
        String last;
        try (EventStreamReader reader = EventStreamReader.open(api)) {
            last = reader.await(before, "processed").id();
        }
        List<String> meanwhile = List.of(create(), create(), create());
        meanwhile.forEach(StreamSuite::awaitProcessed);

        try (EventStreamReader reader = EventStreamReader.open(api, "Last-Event-ID", last)) {
            meanwhile.forEach(contactId -> reader.await(contactId, "processed"));
            reader.await(create(), "processed");
            assertThat(reader.messages()).noneMatch(message -> message.name().equals("gap"));
        }
    }

    /** Half an hour, and then two hours ago. */
    @Test
    void resumptionShouldReachBackForAnHour() {
        String contactId = "stream-" + UUID.randomUUID();
        insert(contactId, "discarded", null);
        Database.change(
                "update event_processing set changed_at = now() - interval '29 minutes' where message_key = ?",
                contactId);
        try (EventStreamReader reader = EventStreamReader.open(api, "Last-Event-ID", place("30 minutes"));
                EventStreamReader late = EventStreamReader.open(api, "Last-Event-ID", place("2 hours"))) {
            reader.await(contactId, "discarded");
            awaitGap(late);
            assertThat(late.messagesOf(contactId)).isEmpty();
            assertThat(reader.messages()).noneMatch(message -> message.name().equals("gap"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "1-00000000-0000-0000-0000-000000000000", "99999999999999999999-x", "0"})
    void watcherFromAnUnknownPlaceShouldLearnOfAGap(String place) {
        try (EventStreamReader reader = EventStreamReader.open(api, "Last-Event-ID", place)) {
            awaitGap(reader);

            reader.await(create(), "processed");
            assertThat(reader.messages().get(0)).isEqualTo(new EventStreamReader.Message("gap", null, "{}"));
        }
    }

    /** Servers end asynchronous requests after 30 seconds, unless told otherwise. PostgreSQL is away in the midst. */
    @Test
    void quietStreamShouldBeKeptByHeartbeats() {
        try (EventStreamReader reader = EventStreamReader.open(api)) {
            awaitHeartbeats(reader, 1);
            Environment.services.stop(Service.POSTGRES);
            try {
                awaitHeartbeats(reader, 2);
            } finally {
                Environment.services.start(Service.POSTGRES);
            }

            Awaitility.await("PostgreSQL is back")
                    .atMost(PATIENCE)
                    .until(() -> api.get("/api/contacts?limit=1").status() == 200);
            reader.await(create(), "processed");
        }
    }

    private static void awaitHeartbeats(EventStreamReader reader, int count) {
        Awaitility.await(count + " heartbeats")
                .atMost(PATIENCE)
                .until(() -> reader.heartbeats() >= count || reader.hasEnded());
    }

    @Test
    void streamShouldEndWhenItsTokenIsRevoked() {
        Api other = new Api(Tokens.valid("viewer"));
        Api leaving = Api.admin();
        try (EventStreamReader reader = EventStreamReader.open(leaving);
                EventStreamReader staying = EventStreamReader.open(other)) {
            leaving.post("/api/auth/logout", "");

            reader.awaitEnd();
            assertThat(staying.hasEnded()).isFalse();
        }
    }

    @Test
    void streamShouldEndWhenItsTokenExpires() {
        try (EventStreamReader reader =
                EventStreamReader.open(new Api(Tokens.valid("viewer", Duration.ofSeconds(5))))) {
            assertThat(reader.response().statusCode()).isEqualTo(200);

            reader.awaitEnd();
        }
    }

    @Test
    void streamShouldBeRefusedAsEverythingIs() {
        Problems.assertProblem(Api.anonymous().get(PATH), 401, "unauthorized");
        Problems.assertProblem(new Api("junk").get(PATH), 401, "unauthorized");
        Problems.assertProblem(new Api(Tokens.valid("guest")).get(PATH), 403, "forbidden");
        Problems.assertProblem(api.send(api.request(PATH).header("Accept", "application/json")), 406, "not-acceptable");
        Problems.assertProblem(api.delete(PATH), 405, "method-not-allowed");
        for (int call = 0; call < 30; call++) {
            Api.anonymous().get(PATH);
        }
        Problems.assertProblem(api.get(PATH), 429, "quota-exceeded");
    }

    @Test
    void streamShouldBeRefusedWhereEnoughWatchAlready() {
        awaitNobody();
        List<EventStreamReader> readers = new ArrayList<>();
        try {
            for (int reader = 0; reader < LIMIT; reader++) {
                readers.add(EventStreamReader.open(api));
            }
            assertThat(readers).allMatch(reader -> reader.response().statusCode() == 200);

            Answer refused = api.send(api.request(PATH).header("Accept", "text/event-stream"));

            Problems.assertProblem(refused, 503, "service-unavailable");
            assertThat(refused.header("Retry-After")).hasValue("10");
            String contactId = create();
            readers.forEach(reader -> reader.await(contactId, "processed"));
        } finally {
            readers.forEach(EventStreamReader::close);
        }
        awaitNobody();
        EventStreamReader.open(api).close();
    }

    /** A change bears the time of its statement, and is seen when it is committed: others may have come first. */
    @Test
    void changeThatIsCommittedLateShouldBeTold() throws SQLException {
        String late = "late-" + UUID.randomUUID();
        try (EventStreamReader reader = EventStreamReader.open(api);
                Connection connection = Database.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = Database.prepare(connection, INSERT, "discarded", late, null)) {
                statement.executeUpdate();
            }
            reader.await(create(), "processed");
            pass(Duration.ofSeconds(3));
            String after = create();
            reader.await(after, "processed");
            assertThat(reader.messagesOf(late)).isEmpty();

            connection.commit();

            reader.await(late, "discarded");
            assertThat(reader.messagesOf(late)).hasSize(1);
        }
    }

    @Test
    void queriesShouldBeOneASecondForAllWatchersAndNoneForNobody() {
        try (EventStreamReader one = EventStreamReader.open(api);
                EventStreamReader two = EventStreamReader.open(api)) {
            one.await(create(), "processed");
            double before = Meters.now().value(POLLS);
            pass(Duration.ofSeconds(6));
            assertThat(Meters.now().value(POLLS) - before).isBetween(4.0, 8.0);
            assertThat(two.hasEnded()).isFalse();
        }
        awaitNobody();
        double before = Meters.now().value(POLLS);
        pass(Duration.ofSeconds(3));
        assertThat(Meters.now().value(POLLS)).isEqualTo(before);
    }

    /** It does not read, and more comes than the connection holds. */
    @Test
    void slowWatcherShouldBeDroppedAndNobodyElse() throws IOException {
        awaitNobody();
        double before = Meters.now().value(DROPPED);
        String prefix = "flood-" + UUID.randomUUID();
        try (Socket slow = connectWithoutReading();
                EventStreamReader reader = EventStreamReader.open(api)) {
            Awaitility.await("both watch").until(() -> Meters.now().value(WATCHERS) == 2);
            flood(prefix, 15_000);

            Awaitility.await("it is dropped")
                    .atMost(PATIENCE)
                    .until(() -> Meters.now().value(DROPPED) == before + 1
                            && Meters.now().value(WATCHERS) == 1);
            reader.await(create(), "processed");
            assertThat(reader.messages().stream()
                            .filter(message -> message.data().contains(prefix)))
                    .hasSize(15_000);
            assertThat(slow.isClosed()).isFalse();
        } finally {
            Database.change("delete from event_processing where message_key like ?", prefix + "%");
        }
        awaitNobody();
    }

    /** After a restart of their node, all clients connect again at once. */
    @Test
    void watchersThatResumeTogetherShouldShareWhatIsRepeated() {
        awaitNobody();
        String prefix = "repeated-" + UUID.randomUUID();
        flood(prefix, 5_000);
        Database.change(
                "update event_processing set changed_at = now() - interval '1 minute' where message_key like ?",
                prefix + "%");
        List<EventStreamReader> readers = new ArrayList<>();
        try {
            for (int reader = 0; reader < LIMIT / 2; reader++) {
                readers.add(EventStreamReader.open(api, "Last-Event-ID", place("2 minutes")));
            }
            readers.forEach(reader -> awaitMessages(reader, prefix, 5_000));

            assertThat(Meters.now().value(BUFFER)).isBetween(5_000 * 1_000.0, 10_000 * 1_000.0);
            assertThat(readers)
                    .noneMatch(reader -> reader.messages().stream()
                            .anyMatch(message -> message.name().equals("gap")));
        } finally {
            readers.forEach(EventStreamReader::close);
            Database.change("delete from event_processing where message_key like ?", prefix + "%");
        }
        awaitNobody();
        Awaitility.await("nothing is kept for nobody")
                .atMost(PATIENCE)
                .until(() -> Meters.now().value(BUFFER) == 0);
    }

    private static void awaitMessages(EventStreamReader reader, String prefix, int count) {
        Awaitility.await(count + " messages")
                .atMost(PATIENCE)
                .until(() -> reader.messages().stream()
                                .filter(message -> message.data().contains(prefix))
                                .count()
                        == count);
    }

    private static final String INSERT = """
            insert into event_processing (id, event_type, status, message_key, contact_version, details, created_at, error)
            values (gen_random_uuid(), 'contact.updated', ?, ?, 1, '{}', now(), ?)""";

    private static void insert(String key, String status, String error) {
        Database.change(INSERT, status, key, error);
    }

    /** A kilobyte each. */
    private static void flood(String prefix, int rows) {
        Database.change("""
                insert into event_processing (id, event_type, status, message_key, contact_version, details, created_at, error)
                select gen_random_uuid(), 'contact.updated', 'discarded', ? || n, 1, '{}', now(), repeat('x', 1000)
                from generate_series(1, ?) as n""", prefix, rows);
    }

    private Socket connectWithoutReading() throws IOException {
        URI server = Environment.application();
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.getOutputStream()
                .write("""
                GET %s HTTP/1.1\r
                Host: %s\r
                Accept: text/event-stream\r
                Authorization: Bearer %s\r
                \r
                """.formatted(PATH, server.getAuthority(), api.token()).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String create() {
        String sourceId = "stream-" + UUID.randomUUID();
        Answer answer = api.post("/api/contacts", """
                {"firstName":"Wat","lastName":"Cher","email":"watch@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(sourceId));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return sourceId;
    }

    private static void awaitProcessed(String contactId) {
        Awaitility.await(contactId + " is processed")
                .atMost(PATIENCE)
                .until(() -> !Database.rows(
                                "select 1 from event_processing where message_key = ? and status = 'processed'",
                                contactId)
                        .isEmpty());
    }

    private static void awaitGap(EventStreamReader reader) {
        Awaitility.await("the gap is told")
                .atMost(PATIENCE)
                .until(() -> reader.messages().stream()
                        .anyMatch(message -> message.name().equals("gap")));
    }

    /** Who has gone is noticed by what is sent next; so as not to wait for heartbeats, changes are. */
    private static void awaitNobody() {
        Awaitility.await("nobody watches")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    insert("stream-" + UUID.randomUUID(), "discarded", null);
                    return Meters.now().value(WATCHERS) == 0;
                });
    }

    private static String place(String ago) {
        return Database.rows("select (extract(epoch from now() - ?::interval) * 1000000)::bigint as micros", ago)
                        .get(0)
                        .get("micros")
                + "-" + new UUID(0, 0);
    }

    /** The length is a given, not a condition. */
    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }
}
