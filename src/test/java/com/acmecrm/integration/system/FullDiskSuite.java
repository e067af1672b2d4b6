package com.acmecrm.integration.system;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** PostgreSQL answers and has no room left, as it says by {@code disk_full} (53100): triggers of one contact say it here. */
abstract class FullDiskSuite {

    private static final String STATEMENT = "create trigger full_disk before insert on acme_contacts";
    private static final String COMMIT =
            "create constraint trigger full_disk after insert on acme_contacts deferrable initially deferred";

    private final Api api = Api.admin();
    private String sourceId;
    private String contact;

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
        sourceId = "full-disk-" + UUID.randomUUID();
        contact = """
                {"firstName":"F","lastName":"Ull","email":"full@example.com","source":"erp","sourceId":"%s"}""".formatted(sourceId);
    }

    @AfterEach
    void makeRoom() {
        Database.change("drop trigger if exists full_disk on acme_contacts");
        Database.change("drop function if exists full_disk()");
    }

    @ParameterizedTest
    @ValueSource(strings = {STATEMENT, COMMIT})
    void changeForWhichThereIsNoRoomShouldBeRefusedAndLeaveNothing(String trigger) {
        fill(trigger);

        Answer refused = api.post("/api/contacts", contact);

        Problems.assertProblem(refused, 503, "service-unavailable");
        assertThat(refused.json().getString("outcome")).isEqualTo("none");
        assertThat(refused.json().getString("detail")).contains("Nothing has been changed");
        assertThat(Database.rows("select from internal_contacts where source_id = ?", sourceId))
                .isEmpty();
        assertThat(api.get("/api/contacts?limit=1").status()).isEqualTo(200);

        makeRoom();

        assertThat(api.post("/api/contacts", contact).status()).isEqualTo(201);
    }

    private void fill(String trigger) {
        Database.change("""
                create function full_disk() returns trigger language plpgsql as $$
                begin raise exception using errcode = '53100', message = 'could not extend file'; end $$""");
        Database.change(
                "%s for each row when (new.id = 'erp:%s') execute function full_disk()".formatted(trigger, sourceId));
    }
}
