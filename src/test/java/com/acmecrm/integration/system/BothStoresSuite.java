package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.Outage;
import com.acmecrm.integration.dev.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What changes both Redis and PostgreSQL, with each of them failing at each point: the answer is true, and no audit entry is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BothStoresSuite {

    private static final String SESSIONS = "/api/auth/sessions";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Api admin;
    private Person person;
    private Api session;

    @BeforeAll
    void logIn() {
        admin = Api.admin();
    }

    @BeforeEach
    void begin() {
        person = Person.create(admin, "viewer");
        session = person.logIn();
        Redis.clearRateLimits();
    }

    @AfterEach
    void makeRoom() {
        Database.change("drop trigger if exists no_room on audit_log");
        Database.change("drop trigger if exists no_room on users");
        Database.change("drop function if exists no_room()");
    }

    /** Each way to end a session. */
    enum Ending {
        LOGOUT("logout") {
            @Override
            Answer end(Api session, Person person) {
                return session.post("/api/auth/logout", "");
            }
        },
        ONE("session.revoked") {
            @Override
            Answer end(Api session, Person person) {
                return session.delete(
                        SESSIONS + "/" + Tokens.claims(session.token()).getString("jti"));
            }
        },
        ALL("sessions.revoked") {
            @Override
            Answer end(Api session, Person person) {
                return session.delete(SESSIONS + "?userId=" + person.id());
            }
        };

        private final String action;

        Ending(String action) {
            this.action = action;
        }

        abstract Answer end(Api session, Person person);
    }

    @ParameterizedTest
    @EnumSource
    void sessionShouldGoOnWhenPostgresIsStopped(Ending ending) {
        assertSessionGoesOn(ending, Outage.POSTGRES_STOPPED);
    }

    @ParameterizedTest
    @EnumSource
    void sessionShouldGoOnWhenPostgresIsFrozen(Ending ending) {
        assertSessionGoesOn(ending, Outage.POSTGRES_FROZEN);
    }

    private void assertSessionGoesOn(Ending ending, Outage outage) {
        Answer refused = during(outage, () -> ending.end(session, person));

        assertOutcome(refused, "none");
        Awaitility.await("PostgreSQL is used again")
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(admin.get("/api/users/" + person.id()).status())
                                .isEqualTo(200));
        Redis.clearRateLimits();
        assertThat(session.get(SESSIONS).status()).isEqualTo(200);
        assertThat(ending.end(session, person).status()).isEqualTo(204);
        assertThat(session.get(SESSIONS).status()).isEqualTo(401);
        assertThat(entries(ending.action)).isNotEmpty().isSubsetOf("{}", userDetails());
    }

    @ParameterizedTest
    @EnumSource
    void entryShouldSayThatTheOutcomeIsUnknownWhenRedisFreezesMeanwhile(Ending ending) throws SQLException {
        Answer unanswered = withRedisFrozenAfterTheGate(() -> ending.end(session, person));

        assertOutcome(unanswered, "unknown");
        awaitUnknown(ending.action);
        Redis.clearRateLimits();
        assertThat(ending.end(session, person).status())
                .as("once more, whether Redis has done it when it thawed or not")
                .isIn(204, 401);
        assertThat(session.get(SESSIONS).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void sessionShouldEndAndItsEntryStayWhenPostgresFailsAfterwards(Ending ending) {
        refuse("before insert on audit_log", "new.action = '%s'".formatted(ending.action));

        Answer done = ending.end(session, person);

        assertThat(done.status()).as(done.toString()).isEqualTo(204);
        assertThat(session.get(SESSIONS).status()).isEqualTo(401);
        makeRoom();
        awaitUnknown(ending.action);
    }

    @Test
    void loginShouldSucceedAndItsEntryStayWhenPostgresFailsAfterwards() {
        refuse("before insert on audit_log", "new.action = 'login.succeeded'");

        Answer login = person.tryToLogIn();

        assertThat(login.status()).as(login.toString()).isEqualTo(200);
        makeRoom();
        awaitUnknown("login.succeeded");
    }

    @Test
    void loginShouldBeUnknownWhenRedisFreezesMeanwhile() throws SQLException {
        Answer unanswered = withRedisFrozenAfterTheGate(person::tryToLogIn);

        assertOutcome(unanswered, "unknown");
        awaitUnknown("login.succeeded");
    }

    @Test
    void failedCommitOfADisabledUserShouldBeUnknownAndLeaveAnEntry() {
        refuse("constraint trigger", "new.id = " + person.id());

        Answer refused = admin.patch("/api/users/" + person.id(), "{\"disabled\":true}");

        assertOutcome(refused, "unknown");
        makeRoom();
        awaitUnknown("user.disabled");
        assertThat(admin.get("/api/users/" + person.id()).data().getBoolean("disabled"))
                .isFalse();
        assertThat(person.logIn().get(SESSIONS).status())
                .as("Redis refuses the user's tokens")
                .isEqualTo(401);

        assertThat(admin.patch("/api/users/" + person.id(), "{\"disabled\":false}")
                        .status())
                .isEqualTo(200);

        assertThat(person.logIn().get(SESSIONS).status()).isEqualTo(200);
    }

    @Test
    void enabledUserWhoIsEnabledOnceMoreShouldKeepTheSession() {
        assertThat(admin.patch("/api/users/" + person.id(), "{\"disabled\":false}")
                        .status())
                .isEqualTo(200);

        assertThat(session.get(SESSIONS).status()).isEqualTo(200);
    }

    @Test
    void failedCommitOfAPasswordShouldBeUnknownAndLeaveAnEntry() {
        refuse("constraint trigger", "new.id = " + person.id());

        Answer refused =
                admin.put("/api/users/" + person.id() + "/password", "{\"newPassword\":\"four other random words\"}");

        assertOutcome(refused, "unknown");
        makeRoom();
        awaitUnknown("password.changed");
        assertThat(session.get(SESSIONS).status()).isEqualTo(401);
        assertThat(person.logIn().get(SESSIONS).status())
                .as("by the old password")
                .isEqualTo(200);
    }

    @Test
    void roleShouldStayAndTheOutcomeBeUnknownWhenRedisFreezesMeanwhile() throws SQLException {
        Answer unanswered =
                withRedisFrozenAfterTheGate(() -> admin.patch("/api/users/" + person.id(), "{\"role\":\"editor\"}"));

        assertOutcome(unanswered, "unknown");
        awaitUnknown("user.role-changed");
        assertThat(admin.get("/api/users/" + person.id()).data().getString("role"))
                .isEqualTo("viewer");
    }

    @Test
    void nothingShouldBeChangedWhenRedisIsStopped() {
        Answer refused =
                during(Outage.REDIS_STOPPED, () -> admin.patch("/api/users/" + person.id(), "{\"disabled\":true}"));

        assertOutcome(refused, "none");
        assertThat(Database.rows("select 1 from audit_pending")).isEmpty();
        Awaitility.await("Redis is used again")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Api.admin()
                                .get("/api/users/" + person.id())
                                .data()
                                .getBoolean("disabled"))
                        .isFalse());
        admin = Api.admin(); // Redis may have lost the sessions
    }

    private static Answer during(Outage outage, Supplier<Answer> call) {
        outage.begin(Environment.services);
        try {
            return call.get();
        } finally {
            outage.end(Environment.services);
        }
    }

    /** The gate has let the call in; it waits to write its entry until Redis is frozen. */
    private static Answer withRedisFrozenAfterTheGate(Supplier<Answer> call) throws SQLException {
        try (Connection connection = Database.connect();
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("lock table audit_pending in exclusive mode");
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(call);
            Awaitility.await("the call waits")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !Database.rows("""
                            select 1 from pg_stat_activity
                            where wait_event_type = 'Lock' and query like 'insert into audit_pending%'""").isEmpty());
            Environment.services.freeze(Service.REDIS);
            try {
                connection.rollback();
                return answer.join();
            } finally {
                Environment.services.thaw(Service.REDIS);
            }
        }
    }

    /** As a full disk does. */
    private static void refuse(String when, String which) {
        Database.change("""
                create function no_room() returns trigger language plpgsql as $$
                begin raise exception using errcode = '53100', message = 'could not extend file'; end $$""");
        String event = when.startsWith("constraint")
                ? "constraint trigger no_room after update on users deferrable initially deferred"
                : "trigger no_room " + when;
        Database.change("create %s for each row when (%s) execute function no_room()".formatted(event, which));
    }

    private static void assertOutcome(Answer answer, String outcome) {
        assertThat(Problems.assertProblem(answer, 503, "service-unavailable").getString("outcome"))
                .isEqualTo(outcome);
    }

    /** As if a minute had passed. */
    private void awaitUnknown(String action) {
        assertThat(entries(action)).noneMatch(details -> details.contains("outcome"));
        assertThat(Database.change("update audit_pending set at = at - interval '1 minute' where action = ?", action))
                .isEqualTo(1);
        Awaitility.await("the entry is in the trail")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(entries(action)).anyMatch(details -> details.contains("\"outcome\": \"unknown\"")));
        assertThat(Database.rows("select 1 from audit_pending")).isEmpty();
    }

    /** The details of this test's entries of an action. */
    private List<String> entries(String action) {
        return Database.rows("""
                        select details::text as details from audit_log where action = ?
                        and (target in (?, ?))""", action, "user/" + person.id(), "session/" + jti()).stream()
                .map((Map<String, String> row) -> row.get("details"))
                .toList();
    }

    private String jti() {
        return Tokens.claims(session.token()).getString("jti");
    }

    private String userDetails() {
        return "{\"userId\": \"%s\"}".formatted(person.id());
    }
}
