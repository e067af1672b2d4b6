package com.acmecrm.integration.system;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of something that is to be audited, with a transaction and without. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuditTrailSuite {

    private Api api;
    private String key;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
        key = UUID.randomUUID().toString();
    }

    @Test
    void actionWithoutATransactionShouldBeKeptWithItsOrigin() {
        Answer answer = act("alone");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        assertThat(kept())
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsEntry("action", "probe.made")
                        .containsEntry("user_id", "1")
                        .containsEntry("address", "127.0.0.1")
                        .containsEntry(
                                "request_id", answer.header("X-Request-Id").orElseThrow())
                        .containsEntry("details", "{\"word\": \"" + "x".repeat(500) + "…\"}"));
    }

    @Test
    void actionThatIsUndoneShouldNotBeKept() {
        Problems.assertProblem(act("undone"), 409, "wrong-state");

        assertThat(kept()).isEmpty();
    }

    @Test
    void actionThatCannotBeKeptShouldFail() {
        Database.change(
                "alter table audit_log add constraint refused check (target <> 'probe/%s') not valid".formatted(key));
        try {
            Problems.assertProblem(act("alone"), 500, "internal-error");
        } finally {
            Database.change("alter table audit_log drop constraint refused");
        }
        assertThat(kept()).isEmpty();
    }

    private Answer act(String how) {
        return api.post("/api/probe-audit/%s/%s".formatted(key, how), "");
    }

    private List<Map<String, String>> kept() {
        return Database.rows("select * from audit_log where target = ?", "probe/" + key);
    }
}
