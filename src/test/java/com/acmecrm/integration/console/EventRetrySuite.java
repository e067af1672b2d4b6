package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Database;
import com.acmecrm.integration.system.Redis;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Retries and discards of many: of what is selected, and by filter. */
abstract class EventRetrySuite extends EventPages {

    private static final int MANY = 1000;

    @Test
    void selectedEventsShouldBeRetried() {
        List<String> ids = failedOnes(4);
        openFailed();
        checkbox(rows().nth(0)).check();
        checkbox(rows().nth(2)).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        assertThat(toolbar()).containsText("3 events selected");

        inToolbar("Retry").click();
        dialog().getByLabel("Reason").fill("It is open again.");
        inDialog("Retry").click();

        assertThat(page.getByText("3 events retried")).isVisible();
        assertThat(toolbar()).hasCount(0);
        assertThat(rows().filter(new Locator.FilterOptions().setHasText("processed")))
                .hasCount(3);
        assertThat(statusOf(ids.get(0)))
                .as("the oldest, which was not selected")
                .isEqualTo("failed");
        button("Dismiss").click();
        assertThat(page.getByText("3 events retried")).hasCount(0);
    }

    @Test
    void longWorkShouldKeepToTheRateLimit() {
        failedOnes(3);
        openFailed();
        page.getByLabel("Select every failed event that is shown").check();
        assertThat(toolbar()).containsText("3 events selected");
        List<Integer> statuses = new ArrayList<>();
        page.onResponse(response -> {
            if (response.url().endsWith("/retries")) {
                statuses.add(response.status());
            }
        });
        Redis.putText("rate:limit:POST:/api/events/{id}/retries:127.0.0.1", "29", Duration.ofSeconds(4));

        inToolbar("Retry").click();
        inDialog("Retry").click();

        assertThat(page.locator(".event-work")).containsText("1 of 3");
        assertThat(page.locator(".event-work")).containsText("goes on in");
        assertThat(page.getByText("3 events retried")).isVisible();
        assertThat(statuses).as("waited for, not run into").containsExactly(200, 200, 200);
    }

    @Test
    void stoppedWorkShouldLeaveTheRest() {
        failedOnes(3);
        openFailed();
        page.getByLabel("Select every failed event that is shown").check();
        Redis.putText("rate:limit:POST:/api/events/{id}/retries:127.0.0.1", "29", Duration.ofSeconds(40));
        inToolbar("Retry").click();
        inDialog("Retry").click();
        assertThat(page.locator(".event-work")).containsText("goes on in");

        button("Stop").click();

        assertThat(page.getByText("1 event retried")).isVisible();
        assertThat(page.locator("main")).containsText("2 left as they were");
    }

    @Test
    void refusedOnesShouldBeNamed() {
        page.route(STREAM, Route::abort);
        List<String> ids = failedOnes(3);
        openFailedWithoutStream();
        page.getByLabel("Select every failed event that is shown").check();
        api.post("/api/events/" + ids.get(1) + "/discards", "{\"reason\":\"somebody was faster\"}");

        inToolbar("Retry").click();
        inDialog("Retry").click();

        assertThat(page.getByText("2 events retried")).isVisible();
        assertThat(page.locator("main .alert-box"))
                .containsText("contact.updated of " + key + "-1: Only a failed event can be; this one is discarded.");
    }

    @Test
    void selectedEventsShouldBeDiscardedWithAReason() {
        List<String> ids = failedOnes(2);
        openFailed();
        page.getByLabel("Select every failed event that is shown").check();
        inToolbar("Discard").click();
        inDialog("Discard").click();
        assertThat(dialog()).containsText("Say why");

        dialog().getByLabel("Reason").fill("𠮷".repeat(501));
        inDialog("Discard").click();
        assertThat(dialog()).containsText("must have at most 500 characters");

        dialog().getByLabel("Reason").fill("𠮷".repeat(500));
        inDialog("Discard").click();

        assertThat(page.getByText("2 events discarded")).isVisible();
        assertThat(ids).allSatisfy(id -> assertThat(statusOf(id)).isEqualTo("discarded"));
    }

    @Test
    void retryByFilterShouldCountFirstAndShowHowFarItIs() {
        insertMany(150, "failed", "mark " + key);
        insert(key + "-other", 1, "failed", "another error");
        signedInAs("admin");
        open("/events?status=failed&error=" + key);
        awaitLive();

        link("Retry by filter").click();
        assertThat(page).hasURL(origin + "/#/events/retries?error=" + key);
        assertThat(page.getByLabel("Error contains")).hasValue(key);
        assertThat(page.getByText("failed events meet the filter now.")).isVisible();
        button("Retry 150 events").click();
        assertThat(page.getByLabel("Reason")).isFocused();
        assertThat(page.getByLabel("Reason"))
                .hasAccessibleDescription(
                        "Kept with each event and in the audit trail. Say why: it is kept with each event.");
        page.getByLabel("Reason").fill("It is open again.");
        button("Retry 150 events").click();

        assertThat(page).hasURL(Pattern.compile(".*/#/events/retries/[0-9a-f-]{36}"));
        assertThat(page.getByText("of 150 events set free")).isVisible();
        assertThat(page.getByText("All of them are on their way again.")).isVisible();
        assertThat(page.getByText("No failed event meets the filter now.")).isVisible();
        assertThat(page.locator(".event-facts")).containsText("It is open again.");
        page.goBack();
        assertThat(heading("Events")).isVisible();
    }

    @Test
    void filterOfTheRetryShouldBeCountedAgainWhenItChanges() {
        failedOnes(2);
        insert(key + "-other", 1, "failed", "only this one " + key);
        signedInAs("admin");
        open("/events/retries?error=" + key);
        assertThat(button("Retry 3 events")).isVisible();

        page.getByLabel("Contact").fill(key + "-other");
        assertThat(button("Retry 1 event")).isVisible();
        page.getByLabel("Type").selectOption("contact.deleted");

        assertThat(page.getByText("Nothing that has failed meets this filter.")).isVisible();
        assertThat(button("Retry 0 events")).isDisabled();
    }

    @Test
    void retryShouldBeCancelledAndFoundAgainByItsAddress() {
        insertMany(MANY, "failed", "mark " + key);
        signedInAs("admin");
        open("/events/retries?error=" + key);
        page.getByLabel("Reason").fill("Too soon.");
        button("Retry 1,000 events").click();
        assertThat(page.getByText(Pattern.compile("^about .* left$"))).isVisible();
        page.reload();
        assertThat(page.getByText(Pattern.compile("of 1,000 events set free"))).isVisible();

        button("Cancel…").click();
        inDialog("Cancel the retry").click();

        assertThat(heading("Retry by filter")).containsText("cancelled");
        assertThat(page.getByText(Pattern.compile("Cancelled: [\\d,]+ events left as they were")))
                .isVisible();
        assertThat(button("Cancel…")).hasCount(0);
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("failed events$")))
                        .last())
                .hasAttribute("href", Pattern.compile("#/events\\?error=" + key + "&status=failed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "viewer"})
    void othersShouldOnlyLookOn(String role) {
        String job = api.post(
                        "/api/events/retries", "{\"filter\":{\"error\":\"none %s\"},\"reason\":\"x\"}".formatted(key))
                .id();
        signedInAs(role);
        open("/events/retries?error=x");
        assertThat(page.getByText("Your role may not retry events")).isVisible();

        open("/events/retries/" + job);

        assertThat(heading("Retry by filter")).containsText("done");
        assertThat(button("Cancel…")).hasCount(0);
    }

    @Test
    void unknownRetryShouldBeSaid() {
        signedInAs("admin");
        open("/events/retries/" + UUID.randomUUID());

        assertThat(alert()).containsText("There is no such retry");
    }

    /** From the list to the end of the retry, and of another one of selected events, without a pointer. */
    @Test
    void retryShouldBeDoneByKeyboardAlone() {
        failedOnes(3);
        openFailed();
        page.keyboard().press("/");
        assertThat(page.getByLabel("Error contains")).isFocused();
        tabTo(rows().first().locator(".event-link"));
        page.keyboard().press("x");
        page.keyboard().press("Shift+ArrowDown");
        assertThat(toolbar()).containsText("2 events selected");
        tabTo(inToolbar("Retry"));
        page.keyboard().press("Enter");
        assertThat(dialog().getByLabel("Reason")).isFocused();
        page.keyboard().type("By keyboard.");
        tabTo(inDialog("Retry"));
        page.keyboard().press("Enter");
        assertThat(page.getByText("2 events retried")).isVisible();

        tabBackTo(link("Retry by filter"));
        page.keyboard().press("Enter");
        assertThat(heading("Retry by filter")).isFocused();
        tabTo(page.getByLabel("Reason"));
        page.keyboard().type("The rest.");
        tabTo(button("Retry 1 event"));
        page.keyboard().press("Enter");

        assertThat(page.getByText("All of them are on their way again.")).isVisible();
        assertThat(rowsWithStatus("processed")).isEqualTo(3);
    }

    @Test
    @Tag("one-server")
    void retryShouldBeAccessible() {
        String error = "Read timeout " + ThreadLocalRandom.current().nextInt(1000, 10_000);
        insertMany(MANY, "failed", "java.net.SocketTimeoutException: " + error);
        signedInAs("admin");
        open("/events/retries?error=" + error.replace(" ", "%20"));
        page.getByLabel("Reason").fill("The remote system is open again.");
        assertThat(button("Retry 1,000 events")).isEnabled();
        assertAccessible("event-retry-form");
        button("Retry 1,000 events").click();
        assertThat(page.getByText(Pattern.compile("^about .* left$"))).isVisible();

        assertAccessible("event-retry");
    }

    /** The oldest first. */
    private List<String> failedOnes(int count) {
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            ids.add(failed(number));
        }
        return ids;
    }

    private void openFailed() {
        openFailedWithoutStream();
        awaitLive();
    }

    private void openFailedWithoutStream() {
        signedInAs("admin");
        open("/events?status=failed&error=" + key);
        assertThat(rows().first()).isVisible();
    }

    private int rowsWithStatus(String status) {
        Awaitility.await("all are " + status).until(() -> !page.isClosed() && count("failed") == 0);
        Awaitility.await("all are handled").until(() -> count("published") + count("pending") == 0);
        return count(status);
    }

    private int count(String status) {
        return Database.rows(
                        "select 1 from event_processing where message_key like ? and status = ?", key + "%", status)
                .size();
    }

    private void tabTo(Locator target) {
        press("Tab", target);
    }

    private void tabBackTo(Locator target) {
        press("Shift+Tab", target);
    }

    private void press(String pressed, Locator target) {
        for (int presses = 0; presses < 60; presses++) {
            if ((Boolean) target.evaluate("element => element === document.activeElement")) {
                return;
            }
            page.keyboard().press(pressed);
        }
        assertThat(target).isFocused();
    }
}
