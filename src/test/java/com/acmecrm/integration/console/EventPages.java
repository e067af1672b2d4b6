package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Database;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What the suites of the events' pages share: events of contacts that nobody else has, and where things stand on the pages. */
abstract class EventPages extends ConsoleSuite {

    static final String STREAM = "**/api/events/stream";

    /** Begins the contact id and the error of all events of one test. */
    String key;

    Api api;

    @BeforeEach
    void begin() {
        key = "console-" + UUID.randomUUID().toString().substring(0, 8);
        api = Api.admin();
    }

    @AfterEach
    void clear() {
        Database.change("delete from event_processing where message_key like ?", key + "%");
    }

    /** For pictures: as AcmeCRM's ids look. */
    void nameLikeAcme() {
        key = "contact-" + ThreadLocalRandom.current().nextInt(1000, 10_000);
    }

    /** A failed event of a contact of its own; retried, it is sent and handled. */
    String failed(int number) {
        return insert(key + "-" + number, 1, "failed", "java.io.IOException: mark " + key);
    }

    String insert(String contactId, int version, String status, String error) {
        String id = UUID.randomUUID().toString();
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, error)
                values (?::uuid, 'contact.updated', ?, ?, ?, json_build_object(
                    'type', 'contact.updated', 'data', json_build_object('contactId', ?)), clock_timestamp(), ?)""", id, status, contactId, version, contactId, error);
        return id;
    }

    void insertMany(int count, String status, String error) {
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, error)
                select gen_random_uuid(), 'contact.updated', ?, ? || n, 1, '{"type":"contact.updated"}',
                    clock_timestamp(), ?
                from generate_series(1, ?) as n""", status, key + "-", error, count);
    }

    /** A contact whose event goes all the way. */
    String createContact(String sourceId) {
        return api.post("/api/contacts", """
                {"firstName":"Ada","lastName":"Lovelace","email":"ada@example.com","source":"acmecrm","sourceId":"%s"}""".formatted(sourceId)).id();
    }

    /** Makes another event of the contact. */
    void changeContact(String id, int version) {
        api.patch("/api/contacts/" + id, "{\"version\":%d,\"title\":\"%d\"}".formatted(version, version));
    }

    String statusOf(String id) {
        return api.get("/api/events/" + id).data().getString("status");
    }

    Locator rows() {
        return page.locator(".event-table tr[data-id]");
    }

    Locator row(String id) {
        return page.locator(".event-table tr[data-id='" + id + "']");
    }

    Locator checkbox(Locator row) {
        return row.getByRole(AriaRole.CHECKBOX);
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    Locator inDialog(String button) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    Locator toolbar() {
        return page.getByRole(AriaRole.TOOLBAR, new Page.GetByRoleOptions().setName("Selected events"));
    }

    Locator inToolbar(String button) {
        return toolbar().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button));
    }

    void awaitLive() {
        assertThat(page.locator(".event-live")).hasText("Live");
    }
}
