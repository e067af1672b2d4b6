package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Answer;
import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Database;
import com.acmecrm.integration.system.Person;
import com.acmecrm.integration.system.Redis;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The audit trail. */
abstract class AuditPageSuite extends ConsoleSuite {

    private Api admin;
    private Person viewer;

    @BeforeEach
    void doSomething() {
        admin = Api.admin();
        viewer = Person.create(admin, "viewer");
        Redis.clearRateLimits();
        signedInWith(admin.token());
    }

    @Test
    void filtersShouldStandInTheAddress() {
        open("/audit");
        page.getByLabel("To what").fill("user/" + viewer.id());
        assertThat(rows()).hasCount(1);
        assertThat(rows()).containsText("user.created");
        assertThat(page).hasURL(Pattern.compile("target=user%2F" + viewer.id()));

        page.getByLabel("What", exactly()).selectOption("login");
        assertThat(page.getByText("No entry meets all of these conditions")).isVisible();
        page.reload();
        assertThat(page.getByLabel("What", exactly())).hasValue("login");
        assertThat(page.getByLabel("To what")).hasValue("user/" + viewer.id());
        page.goBack();
        assertThat(rows()).hasCount(1);

        button("Clear the filters").click();

        assertThat(page).hasURL(origin + "/#/audit");
        assertThat(page.getByLabel("To what")).hasValue("");
    }

    @Test
    void personShouldBeChosenByName() {
        viewer.logIn();
        open("/audit");
        page.getByLabel("Who").fill(viewer.username());
        page.getByLabel("Who").press("Tab");

        assertThat(page).hasURL(Pattern.compile("userId=" + viewer.id()));
        assertThat(rows()).hasCount(1);
        assertThat(rows()).containsText("login.succeeded");
        assertThat(rows().getByRole(AriaRole.LINK).last()).hasText(viewer.username());
    }

    @Test
    void timeShouldBeTheViewersAndUtcInTheAddress() {
        open("/audit?since=2025-05-20T00:00:00.000Z");
        assertThat(page.getByLabel("Since")).hasValue("2025-05-20T02:00");

        page.getByLabel("Before").fill("2025-05-21T02:00");
        page.getByLabel("Before").blur();

        assertThat(page).hasURL(Pattern.compile("until=2025-05-21T00%3A00%3A00\\.000Z"));
    }

    /** By the keyboard alone. */
    @Test
    void entryShouldOpenAndLeadOn() {
        Answer created = admin.post("/api/contacts", """
                {"firstName":"Ann","lastName":"Lee","email":"ann@example.com","source":"acmecrm","sourceId":"audit-%s"}""".formatted(UUID.randomUUID()));
        String target = "contact/" + created.data().getString("sourceId");
        awaitEntry(target);
        page.reload();
        rows().getByRole(AriaRole.BUTTON).focus();
        page.keyboard().press("Enter");

        assertThat(rows().getByRole(AriaRole.BUTTON)).hasAttribute("aria-expanded", "true");
        assertThat(page).hasURL(Pattern.compile("entry=\\d+"));
        Locator facts = page.locator(".audit-facts");
        assertThat(facts).containsText(created.header("X-Request-Id").orElseThrow());
        assertThat(facts.getByRole(
                        AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^[0-9a-f-]{36}$"))))
                .hasAttribute("href", Pattern.compile("^#/events/[0-9a-f-]{36}$"));
        assertThat(facts.getByText(target.replace("/", " ")))
                .hasAttribute(
                        "href",
                        "#/contacts?source=acmecrm&sourceId=" + created.data().getString("sourceId"));
        facts.getByText("only these").last().focus();
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("audit\\?requestId="));
        assertThat(rows()).hasCount(1);
    }

    @Test
    void conditionThatTheServerRefusesShouldBeShown() {
        open("/audit?address=nowhere");

        assertThat(alert()).containsText("address must be an IP address");
    }

    /** 1,500 entries, of which four pages are at hand. */
    @Test
    void listShouldGoOnWithoutGrowing() {
        String action = "test.l" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
        Database.change("""
                insert into audit_log (at, action, target, details)
                select now() - interval '3 days' - n * interval '1 second', ?, 'test/' || n, '{}' from generate_series(1, 1500) n
                """, action);
        open("/audit?action=" + action);
        assertThat(target("test 1")).isVisible();

        for (int next = 1; next < 15; next++) {
            Redis.clearRateLimits();
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
            assertThat(page.locator("tbody[data-page]").last()).hasAttribute("data-page", Integer.toString(next));
            assertThat(rows().count()).isLessThanOrEqualTo(400);
        }
        assertThat(target("test 1500")).isAttached();
        assertThat(target("test 1")).hasCount(0);

        Redis.clearRateLimits();
        page.evaluate("scrollTo(0, 0)");

        assertThat(target("test 1")).isVisible();
        assertThat(rows().count()).isLessThanOrEqualTo(400);
    }

    @Test
    @Tag("one-server")
    void newerEntriesShouldBeToldAndNotMoveTheList() {
        open("/audit?action=login&userId=" + viewer.id());
        assertThat(page.getByText("No entry meets all of these conditions")).isVisible();
        viewer.logIn();

        button("There are newer entries. Show them").click(new Locator.ClickOptions().setTimeout(25_000));

        assertThat(rows()).hasCount(1);
        assertThat(button("There are newer entries. Show them")).hasCount(0);
    }

    @Test
    @Tag("one-server")
    void auditShouldBeAccessible() {
        Staff.create(admin);
        Staff.signIn();
        open("/audit");
        rows().getByRole(AriaRole.BUTTON).nth(1).click();
        assertThat(page.locator(".audit-facts")).isVisible();
        assertAccessible("audit");

        open("/audit?target=user/0");
        assertThat(page.getByText("No entry meets all of these conditions")).isVisible();

        assertAccessible("audit-empty");
    }

    /** A contact's change comes into the trail when its event is processed. */
    private void awaitEntry(String target) {
        open("/audit?target=" + target);
        assertThat(rows().or(button("There are newer entries. Show them")))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
    }

    private Locator rows() {
        return page.locator("tbody[data-page] tr:not(.row-details)");
    }

    private Locator target(String text) {
        return page.locator(".audit-target").getByText(text, new Locator.GetByTextOptions().setExact(true));
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }
}
