package com.acmecrm.integration.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** From the change to the message. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutboxSuite {

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
    void topicShouldHaveTwelvePartitions() {
        assertThat(Topic.partitions()).isEqualTo(12);
    }

    @Test
    void changesOfOneContactShouldArriveInTheirOrder() {
        String sourceId = "ordered-" + UUID.randomUUID();
        String id = create(sourceId).id();
        for (int version = 1; version <= 12; version++) {
            api.patch("/api/contacts/" + id, "{\"notes\":\"%d\",\"version\":%d}".formatted(version, version));
        }
        api.delete("/api/contacts/" + id);

        List<Topic.Message> told = Topic.await(sourceId, 14);

        assertThat(told).hasSize(14);
        assertThat(told)
                .extracting(message -> message.headers().get("ce_contactversion"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14");
        assertThat(told).extracting(message -> message.headers().get("ce_id")).doesNotHaveDuplicates();
    }

    @Test
    void eventShouldBecomeProcessedAfterItIsPublished() {
        String sourceId = "processed-" + UUID.randomUUID();
        create(sourceId);

        Awaitility.await("the consumer's mark")
                .atMost(Duration.ofSeconds(10))
                .until(() -> Database.rows(
                                        "select 1 from event_processing where message_key = ? and status = 'processed'"
                                                + " and published_at >= created_at and processed_at >= created_at"
                                                + " and kafka_partition is not null and kafka_offset is not null",
                                        sourceId)
                                .size()
                        == 1);
    }

    /** A row that nobody announced: what a lost wake-up leaves behind. */
    @Test
    void eventShouldBeSentAlsoWhenItsWakeUpWasLost() {
        String key = "unannounced-" + UUID.randomUUID();
        Database.change("""
                insert into event_processing (id, event_type, status, message_key, contact_version, details, created_at)
                values (gen_random_uuid(), 'contact.created', 'pending', ?, 1, '{"type":"contact.created"}', now())""", key);

        assertThat(Topic.await(key, 1).get(0).value()).isEqualTo("{\"type\":\"contact.created\"}");
    }

    /** PostgreSQL takes times that other types cannot hold. */
    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01", "infinity", "-infinity"})
    void eventWithAnAbsurdTimeShouldNotStopTheRelay(String createdAt) {
        String odd = "absurd-" + UUID.randomUUID();
        String later = "later-" + UUID.randomUUID();
        try {
            insertPending(odd, createdAt);
            insertPending(later, "now");

            Topic.await(odd, 1);
            Topic.await(later, 1);
            Awaitility.await("both are marked")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Database.rows(
                                            "select 1 from event_processing where message_key in (?, ?) and status = 'processed'",
                                            odd,
                                            later)
                                    .size()
                            == 2);
        } finally {
            Database.change("delete from event_processing where message_key = ?", odd);
        }
    }

    private static void insertPending(String key, String createdAt) {
        Database.change("""
                insert into event_processing (id, event_type, status, message_key, contact_version, details, created_at)
                values (gen_random_uuid(), 'contact.created', 'pending', ?, 1, '{"type":"contact.created"}',
                    ?::timestamptz)""", key, createdAt);
    }

    /** Forty days old, where thirty are kept. */
    @Test
    void eventShouldBeDeletedWhenItIsOldAndNobodyNeedsItAnyMore() {
        String prefix = "old-" + UUID.randomUUID();
        keep(prefix + "-published", "published", 1, 40);
        keep(prefix + "-processed", "processed", 1, 40);
        keep(prefix + "-recent", "processed", 1, 20);
        keep(prefix + "-failed", "failed", 2, 40);
        keep(prefix + "-failed", "published", 1, 40);

        Awaitility.await("what is old is gone")
                .atMost(Duration.ofSeconds(30))
                .until(() -> kept(prefix).size() == 3);
        assertThat(kept(prefix))
                .extracting(row -> row.get("message_key") + " " + row.get("status"))
                .containsExactly(prefix + "-failed failed", prefix + "-failed published", prefix + "-recent processed");
        Database.change("delete from event_processing where message_key like ?", prefix + "%");
    }

    private static void keep(String key, String status, int version, int days) {
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, changed_at)
                values (gen_random_uuid(), 'contact.updated', ?, ?, ?, '{}', now() - interval '1 year',
                    now() - make_interval(days => ?))""", status, key, version, days);
    }

    private static List<Map<String, String>> kept(String prefix) {
        return Database.rows(
                "select message_key, status from event_processing where message_key like ? order by 1, 2",
                prefix + "%");
    }

    /** PostgreSQL refuses the event, the last of the three rows; nothing may remain of the other two. */
    @Test
    void contactShouldNotBeKeptWhenItsEventCannotBe() {
        String sourceId = "refused-" + UUID.randomUUID();
        Database.change("alter table event_processing add constraint refused check (message_key <> '%s') not valid"
                .formatted(sourceId));
        try {
            assertThat(create(sourceId).status()).isEqualTo(500);
        } finally {
            Database.change("alter table event_processing drop constraint refused");
        }

        assertThat(Database.rows("select 1 from internal_contacts where source_id = ?", sourceId))
                .isEmpty();
        assertThat(Database.rows("select 1 from acme_contacts where id = ?", sourceId))
                .isEmpty();
        assertThat(create(sourceId).status()).isEqualTo(201);
        assertThat(Topic.await(sourceId, 1)).hasSize(1);
    }

    /** PostgreSQL takes longer over the commit than a request waits, and commits before it would end the statement. */
    @Test
    void commitWithoutAnAnswerShouldBeToldAsUnknown() {
        String sourceId = "slow-" + UUID.randomUUID();
        Database.change("""
                create function slow_commit() returns trigger language plpgsql as
                $$ begin perform pg_sleep(1.9); return null; end $$""");
        Database.change("""
                create constraint trigger slow_commit after insert on event_processing
                deferrable initially deferred for each row when (new.message_key = '%s')
                execute function slow_commit()""".formatted(sourceId));
        try {
            Answer answer = create(sourceId);

            assertThat(Problems.assertProblem(answer, 503, "service-unavailable")
                            .getString("outcome"))
                    .isEqualTo("unknown");
            assertThat(Topic.await(sourceId, 1)).as("it was made after all").hasSize(1);
        } finally {
            Database.change("drop trigger slow_commit on event_processing");
            Database.change("drop function slow_commit");
        }
    }

    private Answer create(String sourceId) {
        return api.post("/api/contacts", """
                {"firstName":"Out","lastName":"Box","email":"out@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(sourceId));
    }
}
