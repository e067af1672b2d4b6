package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Database;
import com.acmecrm.integration.system.Redis;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The live list of events. */
abstract class EventListSuite extends EventPages {

    /** Rows in the document, however long the list is: a first page that has grown, and three more. */
    private static final int MOST_ROWS = 500;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void whatHappensShouldAppearByItself() {
        signedInAs("viewer");
        open("/events?contactId=" + key);
        awaitLive();
        assertThat(page.getByText("No event meets these filters")).isVisible();

        createContact(key);

        assertThat(rows()).hasCount(1);
        assertThat(rows()).containsText("contact.created");
        assertThat(rows()).containsText("processed");
    }

    @Test
    void rowShouldChangeWhereItStands() {
        insert(key + "-0", 1, "failed", "stays");
        String id = failed(1);
        insert(key + "-2", 1, "failed", "stays");
        signedInAs("admin");
        open("/events?status=failed");
        awaitLive();
        assertThat(rows().nth(1)).hasAttribute("data-id", id);

        api.post("/api/events/" + id + "/retries", "{}");

        assertThat(row(id)).containsText("processed");
        assertThat(row(id)).hasAttribute("title", "No longer meets the filters");
        assertThat(rows().nth(1)).hasAttribute("data-id", id);
    }

    @Test
    void pausedListShouldStandStillAndCount() {
        String contact = openListOfNewContact();
        button("Pause").click();

        changeContact(contact, 1);
        changeContact(contact, 2);

        assertThat(page.getByText("2 events changed meanwhile")).isVisible();
        assertThat(rows()).hasCount(1);
        button("Continue").click();
        page.mouse().move(0, 0);
        assertThat(rows()).hasCount(3);
        assertThat(rows().first()).containsText("v3");
        assertThat(page.locator(".event-live")).hasText("Live");
    }

    /** Nobody clicks on what was another row a moment ago. */
    @Test
    void rowsShouldStayUnderThePointer() {
        String contact = openListOfNewContact();
        rows().first().hover();

        changeContact(contact, 1);

        assertThat(button("1 new event")).isVisible();
        assertThat(rows()).hasCount(1);
        button("1 new event").click();
        assertThat(rows()).hasCount(2);
        assertThat(rows().first()).containsText("v2");
        assertThat(rows().first().locator(".event-link")).isFocused();
    }

    private String openListOfNewContact() {
        String contact = createContact(key);
        signedInAs("viewer");
        open("/events?contactId=" + key);
        awaitLive();
        assertThat(rows().first()).containsText("processed");
        return contact;
    }

    @Test
    void filtersShouldStandInTheAddress() {
        String found = insert(key, 1, "failed", "java.io.IOException: mark " + key);
        insert(key, 2, "failed", "another");
        signedInAs("viewer");
        open("/events");
        awaitLive();

        page.locator(".event-states").getByText("failed").click();
        assertThat(page).hasURL(origin + "/#/events?status=failed");
        page.getByLabel("Contact", new Page.GetByLabelOptions().setExact(true)).fill(key);
        assertThat(page).hasURL(origin + "/#/events?status=failed&contactId=" + key);
        assertThat(rows()).hasCount(2);
        page.getByLabel("Error contains").fill("MARK");
        assertThat(rows()).hasCount(1);
        assertThat(rows()).hasAttribute("data-id", found);
        page.getByLabel("Type").selectOption("contact.deleted");
        assertThat(page.getByText("No event meets these filters")).isVisible();

        page.goBack();
        assertThat(rows()).hasCount(1);
        assertThat(page.getByLabel("Type")).hasValue("");
        page.goBack();
        assertThat(rows()).hasCount(2);
        assertThat(page.getByLabel("Error contains")).hasValue("");
        page.goForward();
        assertThat(rows()).hasCount(1);
        page.reload();
        assertThat(rows()).hasCount(1);
        assertThat(page.getByLabel("Error contains")).hasValue("MARK");
        link("Clear").click();
        assertThat(page).hasURL(origin + "/#/events?status=failed");
    }

    @Test
    void timesShouldBeTheViewersAndUtcInTheAddress() {
        insert(key, 1, "processed", null);
        Database.change("update event_processing set created_at = '2024-03-01T11:30:00Z' where message_key = ?", key);
        signedInAs("viewer");
        open("/events?contactId=" + key);
        assertThat(rows().locator("time").first()).hasText("1 Mar 2024, 12:30:00");
        assertThat(rows().locator("time").first()).hasAttribute("title", "2024-03-01 11:30:00.000 UTC");

        page.getByLabel("Since").fill("2024-03-01T12:30");
        assertThat(page).hasURL(Pattern.compile(".*&since=2024-03-01T11%3A30%3A00.000Z"));
        assertThat(rows()).hasCount(1);
        page.getByLabel("Until").fill("2024-03-01T12:30");

        assertThat(page.getByText("No event meets these filters")).isVisible();
    }

    @Test
    void filterThatCannotBeShouldBeTold() {
        signedInAs("viewer");
        open("/events?status=failed&since=yesterday");

        assertThat(alert()).containsText("since must be a time");
        link("Clear").click();
        assertThat(alert()).hasCount(0);
        assertThat(page.locator(".event-table, .empty-state")).isVisible();
    }

    @Test
    void parkedEventShouldBeToldApart() {
        String failed = insert(key, 1, "failed", "stays");
        String parked = insert(key, 2, "published", null);
        signedInAs("viewer");
        open("/events?contactId=" + key);

        assertThat(row(parked)).containsText("parked");
        row(parked).getByText("a failed event").click();

        assertThat(page).hasURL(origin + "/#/events/" + failed);
    }

    @Test
    void longListShouldKeepFewRows() {
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at)
                select gen_random_uuid(), 'contact.updated', 'discarded', ?, n, '{"type":"contact.updated"}',
                    clock_timestamp() - n * interval '1 second'
                from generate_series(1, 1250) as n""", key);
        signedInAs("viewer");
        open("/events?contactId=" + key);
        awaitLive();
        Locator end = page.getByText("No older events");

        Awaitility.await("the end of the list")
                .pollInSameThread()
                .atMost(PATIENCE)
                .until(() -> {
                    assertThat(rows().count()).isLessThanOrEqualTo(MOST_ROWS);
                    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
                    return end.isVisible();
                });

        assertThat(page.getByText("v1250", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        page.evaluate("scrollTo(0, 0)");
        assertThat(page.getByText("v1", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(rows().count()).isLessThanOrEqualTo(MOST_ROWS);
    }

    @Test
    void whoeverComesBackShouldFindTheListAsItWas() {
        insertMany(90, "discarded", "mark " + key);
        signedInAs("viewer");
        open("/events?error=" + key);
        Locator opened = rows().nth(70);
        String id = opened.getAttribute("data-id");
        opened.locator(".event-link").click();
        assertThat(heading("contact.updated")).isVisible();

        page.goBack();

        assertThat(row(id).locator(".event-link")).isFocused();
        assertThat(row(id)).isInViewport();
    }

    @Test
    void lostStreamShouldBeSaidAndComeBack() {
        AtomicBoolean lost = new AtomicBoolean(true);
        page.route(STREAM, route -> {
            if (lost.get()) {
                route.abort();
            } else {
                route.resume();
            }
        });
        String contact = createContact(key);
        signedInAs("viewer");
        open("/events?contactId=" + key);
        assertThat(page.locator(".event-live")).hasText("Connection lost, trying again");
        assertThat(rows()).hasCount(1);

        changeContact(contact, 1);
        lost.set(false);

        assertThat(page.locator(".event-live")).hasText("Live");
        assertThat(rows()).hasCount(2);
    }

    @Test
    void gapShouldReadTheListAgain() {
        AtomicBoolean gap = new AtomicBoolean();
        page.route(STREAM, route -> {
            if (gap.get()) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/event-stream")
                        .setBody(": welcome\n\nevent: gap\ndata: {}\n\n"));
            } else {
                route.abort();
            }
        });
        String id = insert(key, 1, "failed", "first");
        signedInAs("viewer");
        open("/events?contactId=" + key);
        assertThat(row(id)).containsText("first");

        Database.change("update event_processing set error = 'second' where id = ?::uuid", id);
        gap.set(true);

        assertThat(row(id)).containsText("second");
    }

    @Test
    @Tag("one-server")
    void usedUpLimitShouldCountDownAndGoOn() {
        insert(key, 1, "failed", "here");
        signedInAs("viewer");
        Redis.putText("rate:limit:GET:/api/events:127.0.0.1", "100000", Duration.ofSeconds(4));
        open("/events?contactId=" + key);

        assertThat(page.locator(".notice")).containsText("The rate limit is used up");
        assertThat(alert()).hasCount(0);
        assertThat(rows()).hasCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "viewer"})
    void onlyAnAdminShouldBeOfferedToMend(String role) {
        failed(1);
        signedInAs(role);
        open("/events?error=" + key);

        assertThat(rows()).hasCount(1);
        assertThat(page.getByRole(AriaRole.CHECKBOX)).hasCount(0);
        assertThat(link("Retry by filter")).hasCount(0);
        rows().locator(".event-link").press("x");
        assertThat(toolbar()).hasCount(0);
    }

    @Test
    void narrowListShouldFit() {
        page.setViewportSize(390, 800);
        insert(key, 1, "failed", "java.net.SocketTimeoutException: Read timeout after 2000 ms, and more than fits");
        signedInAs("admin");
        open("/events?contactId=" + key);
        assertThat(rows()).hasCount(1);
        assertThat(page.getByLabel("Error contains")).isHidden();

        button("Filters (1)").click();

        assertThat(page.getByLabel("Error contains")).isVisible();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        assertAccessible("events-narrow");
    }

    @Test
    @Tag("one-server")
    void listShouldBeAccessible() {
        nameLikeAcme();
        Database.change("delete from event_processing where status in ('failed', 'discarded')");
        for (int number = 0; number < 6; number++) {
            createContact(key + "-" + number);
            insert(key + "-a" + number, 1, number % 3 == 1 ? "discarded" : "failed", ERRORS[number % ERRORS.length]);
        }
        insert(key + "-a0", 2, "published", null);
        signedInAs("admin");
        open("/events");
        awaitLive();
        assertThat(rows().first()).containsText(key);
        checkbox(rows()).first().check();

        assertAccessible("events");
    }

    private static final String[] ERRORS = {
        "java.net.SocketTimeoutException: Read timeout after 2000 ms: https://hooks.example.com/contacts",
        "java.lang.IllegalStateException: The contact does not exist over there any more",
        "java.net.ConnectException: Connection refused: hooks.example.com:443"
    };
}
