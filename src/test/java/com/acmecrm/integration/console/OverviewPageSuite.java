package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Database;
import com.acmecrm.integration.system.Redis;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What somebody on duty looks at first. */
abstract class OverviewPageSuite extends ConsoleSuite {

    private static final String OVERVIEW = "**/api/ops/overview";

    @Test
    void overviewShouldShowFiguresAndDependencies() {
        signedInAs("viewer");
        open("/");

        assertThat(page.locator(".tile-label"))
                .hasText(new String[] {"Failed", "Parked", "Oldest pending", "Consumer lag", "Drift", "Requests"});
        for (String name : new String[] {"PostgreSQL", "Redis", "Kafka"}) {
            assertThat(row(name)).containsText(Pattern.compile("up\\s+\\d+ ms"));
        }
    }

    @Test
    void failedEventsShouldLeadToTheirList() {
        String key = "console-" + UUID.randomUUID();
        insertFailed(key);
        try {
            signedInAs("viewer");
            open("/");
            assertThat(concern("failed")).containsText(Pattern.compile("\\d+ later event"));

            concern("failed").getByRole(AriaRole.LINK).click();

            assertThat(heading("Events")).isVisible();
            assertThat(page).hasURL(origin + "/#/events?status=failed");
        } finally {
            Database.change("delete from event_processing where message_key = ?", key);
        }
    }

    /** Without a reload. */
    @Test
    void whatGoesWrongShouldAppearByItself() {
        String key = "console-" + UUID.randomUUID();
        signedInAs("viewer");
        open("/");
        assertThat(heading("Overview")).isVisible();
        Locator parked = tile("Parked").locator(".tile-value");
        String before = parked.innerText();

        insertFailed(key);
        try {
            assertThat(parked).not().hasText(before);
        } finally {
            Database.change("delete from event_processing where message_key = ?", key);
        }
    }

    @Test
    void driftShouldLeadToItsList() {
        Api api = Api.admin();
        String id = api.post("/api/contacts", """
                {"firstName":"Dora","lastName":"Drift","email":"dora@example.com","source":"console","sourceId":"drift"}""").id();
        Database.change("""
                update acme_contacts set data = jsonb_set(data, '{acme_company}', '"Elsewhere"')
                where id = 'console:drift'""");
        try {
            signedInAs("viewer");
            open("/");

            concern("AcmeCRM form").getByRole(AriaRole.LINK).click();

            assertThat(page).hasURL(origin + "/#/contacts/drift");
        } finally {
            Redis.clearRateLimits();
            api.delete("/api/contacts/" + id);
        }
    }

    @Test
    void refusalsShouldLeadToTheLimits() {
        Redis.putText("rate:limit:GET:/api/ops/refusals:127.0.0.1", "1000", Duration.ofSeconds(20));
        Api api = Api.admin();
        Redis.putText("rate:limit:GET:/api/ops/refusals:127.0.0.1", "1000", Duration.ofSeconds(20));
        api.get("/api/ops/refusals");
        signedInAs("admin");
        open("/");

        assertThat(concern("refused").getByRole(AriaRole.LINK)).hasAttribute("href", "#/limits");
    }

    @Test
    void chartShouldBeReadableWithoutSeeingIt() {
        signedInAs("viewer");
        open("/");

        Locator chart = page.getByRole(
                AriaRole.IMG,
                new Page.GetByRoleOptions().setName(Pattern.compile("Events per minute in the last hour.*")));
        assertThat(chart).isVisible();
        assertThat(chart.locator("canvas")).isVisible();
        Locator table = page.locator("minutes-chart").first().locator("details");
        table.locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(table.locator("tbody tr")).hasCount(60);
    }

    @Test
    @Tag("one-server")
    void usedUpLimitShouldCountDownAndGoOn() {
        signedInAs("viewer");
        Redis.putText("rate:limit:GET:/api/ops/overview:127.0.0.1", "1000", Duration.ofSeconds(3));
        open("/");

        assertThat(page.locator(".notice")).containsText(Pattern.compile("The page goes on in \\d+ s"));
        assertThat(page.locator(".tiles")).isVisible();
        assertThat(page.locator(".notice")).hasCount(0);
    }

    @Test
    void figuresShouldStayWhileTheServiceIsUnavailable() {
        signedInAs("viewer");
        open("/");
        assertThat(page.locator(".tiles")).isVisible();

        page.route(
                OVERVIEW,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setContentType("application/problem+json")
                        .setBody("""
                        {"type":"/problems/service-unavailable","title":"Not available now","status":503,
                         "detail":"The database does not answer.","requestId":"r1"}""")));
        lookAgain();
        assertThat(alert()).containsText("The database does not answer.");
        assertThat(page.locator(".tiles")).isVisible();

        page.unroute(OVERVIEW);
        button("Try again").click();
        assertThat(alert()).hasCount(0);
    }

    @Test
    void serverThatIsAwayShouldBeToldEverywhere() {
        signedInAs("viewer");
        open("/");
        assertThat(page.locator(".tiles")).isVisible();

        page.route(OVERVIEW, Route::abort);
        lookAgain();
        assertThat(page.locator(".notice")).containsText("The server cannot be reached.");

        page.unroute(OVERVIEW);
        lookAgain();
        assertThat(page.locator(".notice")).hasCount(0);
    }

    @Test
    @Tag("one-server")
    void overviewShouldBeAccessible() {
        signedInAs("admin");
        page.route(OVERVIEW, route -> OverviewSample.answer(route, false));
        open("/");
        assertThat(page.getByText("All is well.")).isVisible();

        assertAccessible("overview");
    }

    @Test
    @Tag("one-server")
    void overviewOfABadNightShouldBeAccessible() {
        signedInAs("admin");
        page.route(OVERVIEW, route -> OverviewSample.answer(route, true));
        open("/");
        assertThat(heading("5 things need attention")).isVisible();

        assertAccessible("overview-attention");
        page.setViewportSize(390, 844);
        assertAccessible("overview-narrow");
    }

    /** As who comes back to the tab does: the page asks at once. */
    private void lookAgain() {
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    }

    private Locator concern(String text) {
        return page.locator(".concerns li").filter(new Locator.FilterOptions().setHasText(text));
    }

    private Locator tile(String label) {
        return page.locator(".tile")
                .filter(new Locator.FilterOptions().setHasText(label))
                .first();
    }

    private Locator row(String name) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(name));
    }

    /** And two that wait behind it. */
    private static void insertFailed(String key) {
        Database.change("""
                insert into event_processing (id, event_type, status, message_key, contact_version, details, created_at)
                select gen_random_uuid(), 'contact.updated', status, ?, version, '{}', now()
                from unnest(array['failed', 'published', 'published']) with ordinality one (status, version)
                order by version""", key);
    }
}
