package com.acmecrm.integration.system;

import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every state of an event, and what the relay and the consumer can make of it. What persons can: {@link EventsSuite}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MovesSuite {

    private final String key = "moves-" + UUID.randomUUID();
    private Api api;

    @BeforeAll
    void begin() {
        api = Api.admin();
        Awaitility.await("this node relays").until(() -> Meters.now().value("acmecrm_relay_active") == 1);
    }

    @BeforeEach
    void clear() {
        Redis.clearRateLimits();
    }

    @AfterEach
    void delete() {
        Database.change("delete from event_processing where message_key = ?", key);
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
        // Behind a failed one of the same contact, so that neither relay nor consumer takes it up meanwhile.
        insert("failed", 1);
        insert(from, 2);
        Map<String, String> before = row();

        Answer answer = api.post("/api/probe/%s/%s/%s".formatted(key, before.get("id"), move), "");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        if (to.equals("untouched")) {
            assertThat(row()).isEqualTo(before);
        } else {
            assertThat(row()).containsEntry("status", to);
        }
    }

    private Map<String, String> row() {
        return Database.rows("select * from event_processing where message_key = ? and contact_version = 2", key)
                .get(0);
    }

    private void insert(String status, int version) {
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at)
                values (gen_random_uuid(), 'contact.updated', ?, ?, ?, '{"type":"contact.updated"}', now())""", status, key, version);
    }
}
