package com.acmecrm.integration.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a request has given up waiting for, PostgreSQL gives up too, a little later. */
abstract class AbandonedStatementSuite {

    /** A request waits for 1.4 s; the server's timeout is a second longer. */
    private static final Duration SHORTLY = Duration.ofSeconds(3);

    private static final String ACTIVE = """
            select pid, query from pg_stat_activity
            where application_name = 'acmecrm-integration' and state = 'active' and wait_event_type = 'Lock'""";

    private Api api;
    private Answer contact;

    @BeforeEach
    void create() {
        api = Api.admin();
        contact = api.post("/api/contacts", """
                {"firstName":"A","lastName":"Bandoned","email":"a@example.com","source":"erp","sourceId":"%s"}""".formatted(UUID.randomUUID()));
    }

    @Test
    void statementThatWaitsForARowShouldEndSoonAfterItsRequest() throws SQLException {
        try (Connection other = Database.connect()) {
            other.setAutoCommit(false);
            Database.prepare(other, "select 1 from internal_contacts where id = ?::uuid for update", contact.id())
                    .execute();

            Answer refused = api.patch("/api/contacts/" + contact.id(), "{\"title\":\"Dr.\",\"version\":1}");

            assertThat(Problems.assertProblem(refused, 503, "service-unavailable")
                            .getString("outcome"))
                    .isEqualTo("none");
            assertNoneIsLeft();
        }
        assertThat(api.get("/api/contacts/" + contact.id()).data().getInt("version"))
                .isEqualTo(1);
    }

    @Test
    void statementThatReadsShouldEndSoonAfterItsRequest() throws SQLException {
        try (Connection other = Database.connect();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table internal_contacts in access exclusive mode");

            Answer refused = api.get("/api/contacts/" + contact.id());

            assertThat(Problems.assertProblem(refused, 503, "service-unavailable")
                            .getString("outcome"))
                    .isEqualTo("none");
            assertNoneIsLeft();
        }
    }

    /** While the lock is still held: only the timeout can have ended it. */
    private static void assertNoneIsLeft() {
        Awaitility.await("no statement of the service waits any more")
                .atMost(SHORTLY)
                .untilAsserted(() -> {
                    List<Map<String, String>> waiting = Database.rows(ACTIVE);
                    assertThat(waiting).isEmpty();
                });
    }
}
