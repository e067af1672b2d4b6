package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Database;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** One event. */
abstract class EventDetailSuite extends EventPages {

    @Test
    void detailShouldTellAllThatIsKnown() {
        String contact = createContact(key);
        String id = processedEventOf(key);
        signedInAs("viewer");
        open("/events/" + id);

        assertThat(heading("contact.created")).containsText("processed");
        assertThat(page.locator(".event-payload")).containsText("\"contactId\": \"" + key + "\"");
        Locator headers = page.locator(".event-headers");
        assertThat(headers).containsText("ce_id" + id);
        assertThat(headers).containsText("ce_typecontact.created");
        Locator facts = page.locator(".event-facts");
        assertThat(facts).containsText("partition");
        assertThat(facts).containsText("offset");
        assertThat(facts).containsText("1 to send");
        assertThat(page.getByText("Nobody has retried or discarded it.")).isVisible();
        assertThat(link("Ada Lovelace")).hasAttribute("href", "#/contacts/" + contact);
        link("its events").click();
        assertThat(rows()).hasCount(1);
    }

    @Test
    void failedEventShouldBeRetried() {
        String id = failed(1);
        signedInAs("admin");
        open("/events/" + id);
        assertThat(alert().or(page.locator(".alert-box"))).containsText("java.io.IOException: mark " + key);

        button("Retry…").click();
        dialog().getByLabel("Reason").fill("It is open again.");
        inDialog("Retry").click();

        assertThat(heading("contact.updated")).containsText("processed");
        assertThat(page.locator(".event-history")).containsText("Retried by");
        assertThat(page.locator(".event-history")).containsText("It is open again.");
        assertThat(button("Retry…")).hasCount(0);
        assertThat(statusOf(id)).isEqualTo("processed");
    }

    @Test
    void discardShouldNeedAReason() {
        String id = failed(1);
        signedInAs("admin");
        open("/events/" + id);
        button("Discard…").click();

        inDialog("Discard").click();

        assertThat(dialog().getByLabel("Reason")).isFocused();
        assertThat(dialog().getByLabel("Reason")).hasAccessibleDescription("Say why: it is kept with what is done.");
        assertThat(statusOf(id)).isEqualTo("failed");
        dialog().getByLabel("Reason").fill("Told by telephone.");
        inDialog("Discard").click();
        assertThat(heading("contact.updated")).containsText("discarded");
        assertThat(page.locator(".event-history")).containsText("Told by telephone.");
        assertThat(statusOf(id)).isEqualTo("discarded");
    }

    @Test
    void escapeShouldChangeNothing() {
        String id = failed(1);
        signedInAs("admin");
        open("/events/" + id);
        button("Discard…").click();

        page.keyboard().press("Escape");

        assertThat(dialog()).hasCount(0);
        assertThat(button("Discard…")).isFocused();
        assertThat(statusOf(id)).isEqualTo("failed");
    }

    @Test
    void whoWasSlowerShouldSeeWhatItIsNow() {
        page.route(STREAM, Route::abort);
        String id = failed(1);
        signedInAs("admin");
        open("/events/" + id);
        button("Retry…").click();
        api.post("/api/events/" + id + "/discards", "{\"reason\":\"somebody was faster\"}");

        inDialog("Retry").click();

        assertThat(alert()).containsText("Only a failed event can be; this one is discarded.");
        assertThat(heading("contact.updated")).containsText("discarded");
        assertThat(page.locator(".event-history")).containsText("somebody was faster");
    }

    @Test
    void pageShouldFollowWhatHappens() {
        String id = failed(1);
        signedInAs("viewer");
        open("/events/" + id);
        assertThat(heading("contact.updated")).containsText("failed");

        api.post("/api/events/" + id + "/retries", "{\"reason\":\"from elsewhere\"}");

        assertThat(heading("contact.updated")).containsText("processed");
        assertThat(page.locator(".event-history")).containsText("from elsewhere");
    }

    @Test
    void parkedEventShouldSayWhatItWaitsFor() {
        String failed = insert(key, 1, "failed", "stays");
        String parked = insert(key, 2, "published", null);
        signedInAs("admin");
        open("/events/" + parked);
        assertThat(heading("contact.updated")).containsText("parked");
        link("An earlier event").click();
        assertThat(page).hasURL(origin + "/#/events/" + failed);
        button("Discard…").click();
        dialog().getByLabel("Reason").fill("in the way");
        inDialog("Discard").click();
        assertThat(heading("contact.updated")).containsText("discarded");

        page.goBack();

        assertThat(page.getByText("Parked.")).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "nonsense"})
    void unknownEventShouldBeSaid(String id) {
        signedInAs("viewer");
        open("/events/" + id);

        assertThat(alert()).containsText("There is no such event");
        link("Events").last().click();
        assertThat(heading("Events")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "viewer"})
    void onlyAnAdminShouldBeOfferedToMend(String role) {
        String id = failed(1);
        signedInAs(role);
        open("/events/" + id);

        assertThat(heading("contact.updated")).containsText("failed");
        assertThat(button("Retry…")).hasCount(0);
        assertThat(button("Discard…")).hasCount(0);
    }

    @Test
    @Tag("one-server")
    void detailShouldBeAccessible() {
        nameLikeAcme();
        createContact(key);
        String id = processedEventOf(key);
        Database.change("""
                update event_processing set status = 'failed', processing_attempts = 5, processed_at = null,
                    error = 'java.net.SocketTimeoutException: Read timeout after 2000 ms: https://hooks.example.com/contacts'
                where id = ?::uuid""", id);
        Database.change("""
                insert into event_history (event_id, action, reason, user_id, username)
                values (?, 'retry', 'The remote system is open again.', '1', 'ada@example.com')""", UUID.fromString(id));
        signedInAs("admin");
        open("/events/" + id);
        assertThat(link("Ada Lovelace")).isVisible();
        assertThat(page.locator(".event-history")).isVisible();

        assertAccessible("event");
        button("Discard…").click();
        assertThat(dialog()).isVisible();
        assertAccessible("event-discard");
    }

    private String processedEventOf(String contactId) {
        String address = "/api/events?contactId=" + contactId;
        Awaitility.await("its event is processed")
                .until(() -> api.get(address).body().contains("\"processed\""));
        return api.get(address).json().getJsonArray("data").getJsonObject(0).getString("id");
    }
}
