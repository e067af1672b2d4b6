package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Database;
import com.acmecrm.integration.system.Person;
import com.acmecrm.integration.system.Redis;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls that reach the service and whose answers do not reach the browser. */
abstract class UnknownOutcomeSuite extends EventPages {

    private static final String CONTACTS = "**/api/contacts";
    private static final String PASSWORD = "violet umbrella forty two";
    private static final int NOT_FOUND = 404;

    private ContactSamples samples;
    private String sourceId;
    private String email;
    private String id;

    /** What comes back instead of the answer. */
    enum Loss {
        BAD_GATEWAY(route -> html(route, 502)),
        GATEWAY_TIMEOUT(route -> html(route, 504)),
        UNAVAILABLE_BY_A_PROXY(route -> html(route, 503)),
        INTERNAL_ERROR(route -> problem(route, 500, "internal-error", "")),
        UNKNOWN_BY_THE_SERVICE(route -> problem(route, 503, "service-unavailable", ",\"outcome\":\"unknown\"")),
        BROKEN_CONNECTION(Route::abort);

        private final Consumer<Route> answer;

        Loss(Consumer<Route> answer) {
            this.answer = answer;
        }

        /** The service does what it is asked to. */
        void lose(Route route) {
            route.fetch();
            answer.accept(route);
        }
    }

    @BeforeEach
    void prepare() {
        samples = new ContactSamples();
        sourceId = key;
        email = key + "@example.com";
    }

    @AfterEach
    void delete() {
        samples.list("email=" + email)
                .json()
                .getJsonArray("data")
                .getValuesAs(JsonObject.class)
                .forEach(contact -> samples.delete(contact.getString("id")));
        if (id != null) {
            samples.delete(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void contactShouldBeMadeOnce(Loss loss) {
        fillNewContact();
        page.route(CONTACTS, loss::lose);
        button("Create contact").click();
        assertInDoubt();

        page.unroute(CONTACTS);
        button("Try again").click();

        assertThat(heading("Grace Hopper")).isVisible();
        assertThat(made()).isEqualTo(1);
    }

    /** None speaks of its own attempt alone. */
    @Test
    void doubtShouldOutlastAnAttemptThatHasDoneNothing() {
        fillNewContact();
        page.route(CONTACTS, Loss.GATEWAY_TIMEOUT::lose);
        button("Create contact").click();
        assertInDoubt();
        page.unroute(CONTACTS);
        page.route(CONTACTS, UnknownOutcomeSuite::refuse);
        button("Try again").click();
        assertThat(page.locator(".form-failure")).containsText("Nothing has been changed");
        assertInDoubt();

        page.unroute(CONTACTS);
        button("Try again").click();

        assertThat(heading("Grace Hopper")).isVisible();
        assertThat(made()).isEqualTo(1);
    }

    @Test
    void refusalThatHasDoneNothingShouldLeaveTheFormOpen() {
        fillNewContact();
        page.route(CONTACTS, UnknownOutcomeSuite::refuse);
        button("Create contact").click();
        assertThat(page.locator(".form-failure")).containsText("Nothing has been changed");
        assertThat(page.getByLabel("First name")).isEnabled();

        page.unroute(CONTACTS);
        page.getByLabel("First name").fill("Ada");
        button("Create contact").click();

        assertThat(heading("Ada Hopper")).isVisible();
        assertThat(made()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void ownChangeShouldNotBeAConflict(Loss loss) {
        edit();
        title("Director");
        page.route(contact(), loss::lose);
        button("Save").click();
        assertThat(page.getByText("Whether your changes were saved is not known."))
                .isVisible();

        page.unroute(contact());
        button("Save").click();

        assertThat(page.getByText("Saved as version 2")).isVisible();
        assertTitleAndNotes("Director", "");
    }

    @Test
    void whatIsTypedAfterTheDoubtShouldBeSavedOnTopOfIt() {
        edit();
        title("Director");
        page.route(contact(), Loss.BAD_GATEWAY::lose);
        button("Save").click();
        assertThat(page.getByText("Whether your changes were saved is not known."))
                .isVisible();
        page.unroute(contact());
        samples.change(id, "\"notes\":\"By somebody else\"");

        title("Admiral");
        button("Save").click();

        assertThat(page.getByText("Saved as version 4")).isVisible();
        assertTitleAndNotes("Admiral", "By somebody else");
    }

    @Test
    void valueThatIsTakenBackAfterTheDoubtShouldBeTakenBack() {
        edit();
        title("Director");
        page.route(contact(), Loss.GATEWAY_TIMEOUT::lose);
        button("Save").click();
        assertThat(page.getByText("Whether your changes were saved is not known."))
                .isVisible();
        page.unroute(contact());

        title("Product Manager");
        button("Save").click();

        assertThat(page.getByText("Saved as version 3")).isVisible();
        assertTitleAndNotes("Product Manager", "");
    }

    @Test
    void realConflictAfterTheDoubtShouldBeAsked() {
        edit();
        title("Director");
        page.route(contact(), route -> html(route, 502)); // not sent on
        button("Save").click();
        assertThat(page.getByText("Whether your changes were saved is not known."))
                .isVisible();
        page.unroute(contact());
        samples.change(id, "\"title\":\"Theirs\"");

        button("Save").click();

        assertThat(dialog()).containsText("What you saved without an answer is not in it");
    }

    @Test
    void contactThatMayBeDeletedShouldBeLookedAtAgain() {
        id = samples.create(sourceId);
        signedInAs("editor");
        open("/contacts/" + id);
        button("Delete").click();
        page.route(contact(), route -> {
            if (route.request().method().equals("DELETE")) {
                Loss.GATEWAY_TIMEOUT.lose(route);
            } else {
                route.resume();
            }
        });
        inDialog("Delete").click();

        assertThat(page.getByText("It is not known whether Jane Smith was deleted."))
                .isVisible();
        assertThat(page.getByText("There is no such contact")).isVisible();
        assertThat(samples.contact(id).status()).isEqualTo(NOT_FOUND);
    }

    @Test
    void repairShouldBeMadeOnce() {
        id = samples.create(sourceId);
        ContactSamples.writeAcmeRow(sourceId, "acme_title", "\"Admiral\"");
        signedInAs("admin");
        open("/contacts/" + id);
        button("Repair").click();
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(Pattern.compile("^AcmeCRM")))
                .check();
        page.route("**/repairs", Loss.BAD_GATEWAY::lose);
        button("Take AcmeCRM’s values").click();
        assertThat(dialog()).containsText("It is not known whether the change was made.");

        page.unroute("**/repairs");
        button("Take AcmeCRM’s values").click();

        assertThat(page.getByText("both formats agree")).isVisible();
        assertThat(samples.contact(id).data().getInt("version")).isEqualTo(2);
    }

    @Test
    void eventThatWasRetriedShouldBeShownAsRetried() {
        String event = failed(1);
        signedInAs("admin");
        open("/events/" + event);
        button("Retry…").click();
        dialog().getByLabel("Reason").fill("It is open again.");
        page.route("**/retries", Loss.BAD_GATEWAY::lose);
        inDialog("Retry").click();

        assertThat(page.getByText("It is tried again.")).isVisible();
        assertThat(page.locator(".event-history")).containsText("It is open again.");
    }

    @Test
    void userWhomTheFirstAttemptHasMadeShouldBeShown() {
        String name = "console-" + UUID.randomUUID();
        signedInWith(api.token());
        open("/users/new");
        page.getByLabel("Name").fill(name);
        page.locator("#field-password").fill(PASSWORD);
        page.getByLabel("Once more").fill(PASSWORD);
        page.route("**/api/users", Loss.GATEWAY_TIMEOUT::lose);
        button("Create user").click();
        assertThat(alert()).containsText("It is not known whether the change was made.");

        page.unroute("**/api/users");
        button("Create user").click();

        assertThat(page.getByText("your first attempt has made it")).isVisible();
        assertThat(heading(name)).isVisible();
        assertThat(Database.rows("select 1 from users where username = ?", name))
                .hasSize(1);
    }

    @Test
    void userWhoMayBeDisabledShouldBeShownAsTheyAre() {
        Person person = Person.create(api, "viewer");
        String user = "**/api/users/" + person.id();
        signedInWith(api.token());
        open("/users/" + person.id());
        button("Disable").click();
        page.route(user, route -> {
            if (route.request().method().equals("PATCH")) {
                Loss.BAD_GATEWAY.lose(route);
            } else {
                route.resume();
            }
        });
        inDialog("Disable").click();

        assertThat(alert()).containsText("It is not known whether the change was made.");
        assertThat(page.locator(".page-subtitle")).containsText("disabled");
    }

    @Test
    void passwordThatMayBeChangedShouldBeSaid() {
        Person person = Person.create(api, "viewer");
        signedInWith(person.logIn().token());
        open("/account");
        page.getByLabel("Present password").fill(person.password());
        page.getByLabel("New password").fill(PASSWORD);
        page.getByLabel("Once more").fill(PASSWORD);
        page.route("**/password", Loss.GATEWAY_TIMEOUT::lose);
        button("Change password").click();
        assertThat(alert()).containsText("It is not known whether the change was made.");

        page.unroute("**/password");
        button("Change password").click();

        assertThat(page.getByLabel("Present password"))
                .hasAccessibleDescription(Pattern.compile(".*your first attempt may have changed it.*"));
    }

    @Test
    void sessionThatGoesOnShouldBeSaid() {
        Api other = Person.create(api, "viewer").logIn();
        signedInWith(other.token());
        open("/account");
        page.route("**/api/auth/logout", UnknownOutcomeSuite::refuse);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Account of .*")))
                .click();
        button("Sign out").click();

        assertThat(page.getByText("the server has not ended the session")).isVisible();
        assertThat(other.get("/api/auth/sessions").status()).isEqualTo(200);
    }

    private void fillNewContact() {
        signedInAs("editor");
        open("/contacts/new");
        page.getByLabel("First name").fill("Grace");
        page.getByLabel("Last name").fill("Hopper");
        page.getByLabel("E-mail").fill(email);
    }

    private void assertInDoubt() {
        assertThat(page.getByText("Whether the contact was made is not known.")).isVisible();
        assertThat(page.getByLabel("First name")).isDisabled();
    }

    private int made() {
        return samples.list("email=" + email).json().getJsonArray("data").size();
    }

    private void edit() {
        id = samples.create(sourceId);
        Redis.clearRateLimits();
        signedInAs("editor");
        open("/contacts/" + id + "/edit");
        assertThat(titleField()).hasValue("Product Manager");
    }

    private Locator titleField() {
        return page.getByLabel("Job title", new Page.GetByLabelOptions().setExact(true));
    }

    private void title(String text) {
        titleField().fill(text);
    }

    private String contact() {
        return "**/api/contacts/" + id;
    }

    private void assertTitleAndNotes(String title, String notes) {
        JsonObject contact = samples.contact(id).data();
        assertThat(List.of(contact.getString("title"), contact.getString("notes")))
                .containsExactly(title, notes);
    }

    private static void html(Route route, int status) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("text/html")
                .setBody("<html><body><h1>" + status + "</h1></body></html>"));
    }

    private static void refuse(Route route) {
        problem(route, 503, "service-unavailable", ",\"outcome\":\"none\"");
    }

    private static void problem(Route route, int status, String slug, String members) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("""
                        {"type":"/problems/%s","title":"A title","status":%d,"detail":"%s","instance":"/",
                         "requestId":"1"%s}""".formatted(
                                slug,
                                status,
                                members.contains("none") ? "Nothing has been changed. Try again." : "Some words.",
                                members)));
    }
}
