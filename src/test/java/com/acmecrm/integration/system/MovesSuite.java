package com.acmecrm.integration.system;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every state of an event, and what the relay and the consumer can make of it. What persons can: {@link EventsSuite}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MovesSuite {

    private Api api;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void clear() {
        Redis.clearRateLimits();
    }

    @ParameterizedTest
    @CsvSource({
        "pending,   relay-publishes,    published",
        "pending,   relay-refuses,      failed",
        "pending,   consumer-processes, processed",
        "pending,   consumer-postpones, published",
        "pending,   consumer-fails,     failed",
        "published, relay-publishes,    untouched",
        "published, relay-refuses,      untouched",
        "published, consumer-processes, processed",
        "published, consumer-postpones, published",
        "published, consumer-fails,     failed",
        "processed, relay-publishes,    untouched",
        "processed, relay-refuses,      untouched",
        "processed, consumer-processes, untouched",
        "processed, consumer-postpones, untouched",
        "processed, consumer-fails,     untouched",
        "failed,    relay-publishes,    untouched",
        "failed,    relay-refuses,      untouched",
        "failed,    consumer-processes, untouched",
        "failed,    consumer-postpones, untouched",
        "failed,    consumer-fails,     untouched",
        "discarded, relay-publishes,    untouched",
        "discarded, relay-refuses,      untouched",
        "discarded, consumer-processes, untouched",
        "discarded, consumer-postpones, untouched",
        "discarded, consumer-fails,     untouched"
    })
    void eventShouldMoveOnlyFromWhereItMay(String from, String move, String to) {
        String key = "moves-" + UUID.randomUUID();
        // Behind a failed one of the same contact, so that neither relay nor consumer takes it up meanwhile.
        insert(key, "failed", 1);
        insert(key, from, 2);
        Map<String, String> before = row(key);

        Answer answer = api.post("/api/probe/%s/%s/%s".formatted(key, before.get("id"), move), "");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        if (to.equals("untouched")) {
            assertThat(row(key)).isEqualTo(before);
        } else {
            assertThat(row(key)).containsEntry("status", to);
        }
        Database.change("delete from event_processing where message_key = ?", key);
    }

    private static Map<String, String> row(String key) {
        return Database.rows("select * from event_processing where message_key = ? and contact_version = 2", key)
                .get(0);
    }

    private static void insert(String key, String status, int version) {
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at)
                values (gen_random_uuid(), 'contact.updated', ?, ?, ?, '{"type":"contact.updated"}', now())""", status, key, version);
    }
}
