package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Database;
import com.acmecrm.integration.system.Redis;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The lists of contacts and of drift. */
abstract class ContactListPageSuite extends ConsoleSuite {

    private static final int MANY = 450;
    /** What is in sight, some rows around it, and two spaces. */
    private static final int MOST_ROWS_IN_THE_PAGE = 60;

    private static final String LIST = "**/api/contacts?*";

    private static final List<String> EMAILS = ContactSamples.emails(MANY);

    private final String source = "crm-" + UUID.randomUUID().toString().substring(0, 4);
    private final String mine = "/contacts?source=" + source;
    private ContactSamples samples;

    @BeforeAll
    void fill() {
        samples = new ContactSamples();
        samples.createMany(MANY, source);
    }

    @AfterAll
    void clear() {
        samples.deleteAll(source);
    }

    @Test
    void searchShouldBeAskedOnceWhenTypedAndStandInTheAddress() {
        signedInAs("viewer");
        open(mine);
        assertThat(rows().first()).isVisible();
        List<String> asked = queries();

        page.keyboard().press("/");
        assertThat(search()).isFocused();
        page.keyboard().type("-0007@example");

        assertThat(place()).containsText("Rows 1–1 of 1");
        assertThat(page).hasURL(Pattern.compile(".*q=-0007%40example"));
        assertThat(asked)
                .as("fewer than letters")
                .hasSizeLessThan(5)
                .last()
                .asString()
                .contains("q=-0007%40example");
    }

    @Test
    void fewerThanThreeCharactersShouldNotBeAskedFor() {
        signedInAs("viewer");
        open("/contacts");
        assertThat(rows().first()).isVisible();
        List<String> asked = queries();

        search().fill("zz");

        assertThat(page.locator(".list-search-hint")).hasText("Type at least 3 characters.");
        search().fill("");
        assertThat(page.locator(".list-search-hint")).hasCount(0);
        assertThat(asked).isEmpty();
    }

    @Test
    void filtersShouldNarrowTheListAndBackShouldWiden() {
        signedInAs("viewer");
        open(mine + "&company=Globex");
        assertThat(page.getByLabel("Company is")).hasValue("Globex");
        assertThat(place()).containsText("of 100 and more");

        page.locator("select[aria-label=Status]").selectOption("archived");

        assertThat(page).hasURL(Pattern.compile(".*status=archived"));
        assertThat(rows().first()).containsText("archived");
        assertThat(place()).not().containsText("more");
        page.goBack();
        assertThat(place()).containsText("of 100 and more");
        assertThat(page.locator("select[aria-label=Status]")).hasValue("");
        button("Clear all").click();
        assertThat(page).hasURL(origin + "/#/contacts");
        assertThat(page.getByLabel("Company is")).hasValue("");
    }

    @Test
    void headerShouldSortAndSortBack() {
        signedInAs("viewer");
        open(mine);

        button("E-mail").click();
        assertThat(rows().first()).containsText(EMAILS.get(0));
        assertThat(header("E-mail")).hasAttribute("aria-sort", "ascending");
        button("E-mail").click();

        assertThat(rows().first()).containsText(EMAILS.get(MANY - 1));
        assertThat(header("E-mail")).hasAttribute("aria-sort", "descending");
        assertThat(page).hasURL(Pattern.compile(".*sort=-email"));
    }

    /** And only what is shown is asked for. */
    @Test
    void columnsShouldBeKept() {
        signedInAs("viewer");
        open(mine);
        assertThat(rows().first()).isVisible();
        assertThat(header("Phone")).hasCount(0);

        button("Columns").click();
        column("Phone").check();
        column("Company").uncheck();
        assertThat(rows().first()).containsText("+49 30");
        List<String> asked = queries();
        page.reload();

        assertThat(rows().first()).containsText("+49 30");
        assertThat(header("Company")).hasCount(0);
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0)).contains("phone").doesNotContain("company").doesNotContain("notes");
    }

    @Test
    void pageShouldHoldOnlyWhatIsInSight() {
        signedInAs("viewer");
        open(mine + "&sort=email");
        assertThat(rows().first()).containsText(EMAILS.get(0));

        scrollToTheEnd();
        assertThat(rows().last()).containsText(EMAILS.get(MANY - 1));
        assertThat(place()).containsText("of 450");
        assertThat(page.locator(".windowed tbody tr").count()).isLessThan(MOST_ROWS_IN_THE_PAGE);
        page.locator(".windowed").evaluate("list => list.scrollTop = 0");

        assertThat(rows().first()).containsText(EMAILS.get(0));
        assertThat(page.locator(".windowed tbody tr").count()).isLessThan(MOST_ROWS_IN_THE_PAGE);
    }

    @Test
    void keyboardShouldLeadThroughTheListAndBack() {
        signedInAs("viewer");
        open(mine + "&sort=email");
        assertThat(rows().first()).containsText(EMAILS.get(0));
        page.keyboard().press("/");
        page.keyboard().press("ArrowDown");
        assertThat(row(0).getByRole(AriaRole.LINK)).isFocused();

        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        assertThat(row(2).getByRole(AriaRole.LINK)).isFocused();
        page.keyboard().press("End");
        assertThat(row(99).getByRole(AriaRole.LINK)).isFocused();
        page.keyboard().press("ArrowUp");
        assertThat(row(98).getByRole(AriaRole.LINK)).isFocused();
        String name = row(98).getByRole(AriaRole.LINK).innerText();
        page.keyboard().press("Enter");
        assertThat(heading(name)).isFocused();
        page.goBack();

        assertThat(row(98).getByRole(AriaRole.LINK)).isFocused();
        page.keyboard().press("Home");
        assertThat(row(0).getByRole(AriaRole.LINK)).isFocused();
    }

    /** Only where nobody is at it: no row moves under the hand. */
    @Test
    void newContactShouldBeToldToWhoeverLooks() {
        signedInAs("viewer");
        open(mine);
        assertThat(rows().first()).isVisible();
        page.locator(".windowed").focus();

        samples.create(source, "new");

        Locator refresh = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Refresh.*the list has changed")));
        assertThat(refresh).isVisible();
        refresh.click();
        assertThat(rows().first()).containsText("Jane Smith");
    }

    @Test
    void searchThatFindsNothingShouldSayWhatToDo() {
        signedInAs("editor");
        open(mine + "&q=nobodylikethis");
        assertThat(page.getByText("No contact matches")).isVisible();
        assertAccessible("contacts-nothing", false);

        button("Clear search and filters").click();

        assertThat(rows().first()).isVisible();
    }

    @Test
    void tooBroadAQueryShouldLeadToOneThatIsNot() {
        signedInAs("viewer");
        page.route(LIST, route -> {
            if (route.request().url().contains("sort=email")) {
                route.fulfill(problem(400, "query-too-broad", "The query is too broad", "Narrow the conditions."));
            } else {
                route.resume();
            }
        });
        open(mine + "&sort=email");
        assertThat(page.getByText("Too many contacts match")).isVisible();

        button("Newest first").click();

        assertThat(rows().first()).isVisible();
    }

    @Test
    void failureShouldBeToldAndTriedAgain() {
        signedInAs("viewer");
        page.route(
                LIST,
                route -> route.fulfill(
                        problem(503, "service-unavailable", "Not available now", "The database does not answer.")));
        open(mine);
        assertThat(alert()).containsText("The database does not answer.");

        page.unroute(LIST);
        button("Try again").click();

        assertThat(rows().first()).isVisible();
        assertThat(alert()).hasCount(0);
    }

    @Test
    @Tag("one-server")
    void usedUpLimitShouldCountDownAndGoOn() {
        signedInAs("viewer");
        Redis.putText("rate:limit:GET:/api/contacts:127.0.0.1", "100000", Duration.ofSeconds(8));
        open(mine);

        assertThat(page.locator(".notice")).containsText(Pattern.compile("The page goes on in \\d+ s"));
        assertThat(rows().first()).isVisible();
    }

    @Test
    void onlyWhoMayWriteShouldBeOfferedANewContact() {
        signedInAs("viewer");
        open(mine);
        assertThat(rows().first()).isVisible();
        assertThat(link("New contact")).hasCount(0);

        page.close();
        page = newPage(context);
        signedInAs("editor");
        open(mine);
        assertThat(link("New contact")).isVisible();
    }

    @Test
    @Tag("one-server")
    void listShouldBeAccessible() {
        signedInAs("editor");
        open(mine + "&status=active");
        assertThat(rows().first()).isVisible();
        assertAccessible("contacts");

        button("Columns").click();
        assertAccessible("contacts-columns", false);
    }

    @Test
    void narrowScreenShouldShowTheListWithoutScrollingSideways() {
        page.setViewportSize(390, 844);
        signedInAs("editor");
        open(mine);
        assertThat(rows().first()).containsText("@example.com");

        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        assertAccessible("contacts-narrow");
    }

    // Drift

    @Test
    void driftShouldBeRepairedFromItsList() {
        String sourceId = "drift-" + UUID.randomUUID();
        String id = samples.create(sourceId);
        ContactSamples.writeAcmeRow(sourceId, "acme_title", "\"Admiral\"");
        signedInAs("admin");
        open("/contacts");
        awaitDrift(sourceId);
        link("Drift").click();
        assertThat(drifted(sourceId)).containsText("Job title");
        assertAccessible("drift");

        button("Repair " + sourceId).click();
        page.getByLabel("Ours", new Page.GetByLabelOptions().setExact(false))
                .first()
                .check();
        assertThat(page.locator("dialog tbody tr"))
                .containsText(Pattern.compile("Job title.*Admiral.*Product Manager", Pattern.DOTALL));
        assertAccessible("repair", false);
        button("Write ours to AcmeCRM").click();

        assertThat(page.getByText("Repaired: both formats say the same, version 2"))
                .isVisible();
        assertThat(drifted(sourceId)).hasCount(0);
        assertThat(samples.contact(id).data().getString("title")).isEqualTo("Product Manager");
        samples.delete(id);
    }

    @Test
    void onlyAdministratorsShouldBeOfferedRepairs() {
        String sourceId = "drift-" + UUID.randomUUID();
        String id = samples.create(sourceId);
        ContactSamples.writeAcmeRow(sourceId, "acme_phone", "null");
        awaitDrift(sourceId);
        signedInAs("editor");
        open("/contacts/drift");

        assertThat(drifted(sourceId)).containsText("Phone");
        assertThat(drifted(sourceId).getByRole(AriaRole.BUTTON)).hasCount(0);
        samples.delete(id);
    }

    /** The check of all contacts comes every few seconds in tests. */
    private void awaitDrift(String sourceId) {
        Awaitility.await("the check finds " + sourceId)
                .atMost(Duration.ofSeconds(30))
                .until(() -> !Database.rows("""
                        select from contact_drift join internal_contacts on id = contact_id
                        where source_id = ?""", sourceId).isEmpty());
    }

    private Locator drifted(String sourceId) {
        return page.locator(".windowed [data-row]").filter(new Locator.FilterOptions().setHasText(sourceId));
    }

    // Parts of the page

    private List<String> queries() {
        List<String> queries = new CopyOnWriteArrayList<>();
        page.onRequest(request -> addQuery(request, queries));
        return queries;
    }

    private static void addQuery(Request request, List<String> queries) {
        if (request.url().contains("/api/contacts?")) {
            queries.add(request.url());
        }
    }

    private static Route.FulfillOptions problem(int status, String type, String title, String detail) {
        return new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("""
                        {"type":"/problems/%s","title":"%s","status":%d,"detail":"%s","instance":"/","requestId":"r1"}""".formatted(type, title, status, detail));
    }

    /** Page after page, as somebody does who holds the bar at the bottom. */
    private void scrollToTheEnd() {
        page.waitForFunction("""
                () => {
                  const list = document.querySelector('.windowed');
                  list.scrollTop = list.scrollHeight;
                  return /of [\\d,]+$/.test(document.querySelector('.list-footer span').textContent.trim());
                }""");
    }

    private Locator search() {
        return page.locator("input[name=q]");
    }

    private Locator column(String name) {
        return page.getByRole(
                AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator rows() {
        return page.locator(".windowed [data-row]");
    }

    private Locator row(int number) {
        return page.locator(".windowed [data-row='%d']".formatted(number));
    }

    private Locator place() {
        return page.locator(".list-footer span").first();
    }

    private Locator header(String name) {
        return page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName(name));
    }
}
