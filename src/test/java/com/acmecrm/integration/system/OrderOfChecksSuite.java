package com.acmecrm.integration.system;

import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** A request with two faults is refused for the one that is looked at first: counted, token record, role, 400, 404, 428, 412 or 409, 422. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OrderOfChecksSuite {

    private static final String UNREADABLE = "{";
    private static final String UNKNOWN = "/api/contacts/" + UUID.randomUUID();

    private Api api;
    private String contact;

    @BeforeAll
    void logIn() {
        api = Api.admin();
        Answer created = api.post(
                "/api/contacts", "{\"firstName\":\"Order\",\"lastName\":\"Of\",\"email\":\"checks@example.com\"}");
        contact = "/api/contacts/" + created.id();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @Test
    void quotaShouldComeBeforeTheTokenRecordAndTheRole() {
        Api revoked = new Api(Tokens.valid("viewer"));
        Redis.delete("auth:token:" + Tokens.claims(revoked.token()).getString("jti"));
        for (int call = 0; call < 30; call++) {
            assertThat(revoked.post("/api/contacts", UNREADABLE).status()).isEqualTo(401);
        }

        assertThat(revoked.post("/api/contacts", UNREADABLE).status()).isEqualTo(429);
    }

    @Test
    void tokenRecordShouldComeBeforeTheRole() {
        Api revoked = new Api(Tokens.valid("viewer"));
        Redis.delete("auth:token:" + Tokens.claims(revoked.token()).getString("jti"));

        assertThat(revoked.delete(contact).status()).isEqualTo(401);
    }

    @Test
    void roleShouldComeBeforeTheBody() {
        assertThat(new Api(Tokens.valid("viewer"))
                        .post("/api/contacts", UNREADABLE)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void bodyShouldComeBeforeTheId() {
        assertThat(api.patch(UNKNOWN, UNREADABLE).status()).isEqualTo(400);
        assertThat(api.patch(UNKNOWN, "{\"nonsense\":1}").status()).isEqualTo(400);
    }

    @Test
    void idShouldComeBeforeTheMissingVersion() {
        assertThat(api.patch(UNKNOWN, "{\"firstName\":\"A\"}").status()).isEqualTo(404);
    }

    @Test
    void missingVersionShouldComeBeforeInvalidFields() {
        assertThat(api.patch(contact, "{\"firstName\":\"\"}").status()).isEqualTo(428);
    }

    @Test
    void staleVersionShouldComeBeforeInvalidFields() {
        assertThat(api.patch(contact, "{\"firstName\":\"\",\"version\":9}").status())
                .isEqualTo(409);
        assertThat(api.patch(contact, "{\"firstName\":\"\"}", "If-Match", "\"9\"")
                        .status())
                .isEqualTo(412);
        assertThat(api.patch(contact, "{\"firstName\":\"\",\"version\":9}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(409);
        assertThat(api.patch(contact, "{\"firstName\":\"\",\"version\":1}").status())
                .isEqualTo(422);
    }

    @Test
    void invalidFieldsShouldComeBeforeTheDuplicate() {
        Answer refused = api.post(
                "/api/contacts",
                "{\"firstName\":\"\",\"lastName\":\"L\",\"email\":\"a@example.com\",\"source\":\"internal\",\"sourceId\":\"%s\"}"
                        .formatted(contact.substring(contact.lastIndexOf('/') + 1)));

        assertThat(refused.status()).isEqualTo(422);
    }
}
