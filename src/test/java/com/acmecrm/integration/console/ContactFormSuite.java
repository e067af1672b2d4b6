package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Environment;
import com.acmecrm.integration.system.Redis;
import com.acmecrm.integration.system.Tokens;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Making a contact and changing one, also when somebody else does. */
abstract class ContactFormSuite extends ConsoleSuite {

    private ContactSamples samples;
    private String email;
    private String id;

    @BeforeAll
    void logIn() {
        samples = new ContactSamples();
    }

    @BeforeEach
    void begin() {
        email = "form-" + UUID.randomUUID() + "@example.com";
        id = null;
    }

    @AfterEach
    void delete() {
        made().forEach(contact -> samples.delete(contact.getString("id")));
        if (id != null) {
            samples.delete(id);
        }
    }

    // A new one

    @Test
    void contactShouldBeMadeOfAllFields() {
        signedInAs("editor");
        open("/contacts/new");
        fillRequired();
        fill("Phone", "555-1");
        fill("Company", "Navy");
        fill("Job title", "Admiral");
        page.getByLabel("Status").selectOption("inactive");
        page.getByLabel("Tags").pressSequentially("vip,lead,");
        fill("Street", "1 Main St");
        fill("City", "Arlington");
        fill("Notes", "Bring\na nanosecond");
        fill("Custom fields", "{\"tier\": 2, \"x\": [1, null]}");
        button("Create contact").click();

        assertThat(heading("Grace Hopper")).isVisible();
        assertThatJson(made().get(0).toString()).isEqualTo("""
                {"id":"${json-unit.any-string}","firstName":"Grace","lastName":"Hopper","email":"%s","phone":"555-1",
                 "company":"Navy","title":"Admiral","address":{"street":"1 Main St","city":"Arlington"},
                 "notes":"Bring\\na nanosecond","status":"inactive","tags":["vip","lead"],
                 "customFields":{"tier":2,"x":[1,null]},"source":"internal","sourceId":"${json-unit.any-string}",
                 "createdAt":"${json-unit.any-string}","updatedAt":"${json-unit.any-string}","version":1}""".formatted(email));
    }

    @Test
    void faultsShouldStandBesideTheirFields() {
        signedInAs("editor");
        open("/contacts/new");
        button("Create contact").click();
        assertThat(page.getByLabel("First name")).isFocused();
        assertThat(page.getByLabel("Last name")).hasAccessibleDescription("must not be blank");

        fillRequired();
        fill("E-mail", "nowhere");
        fill("Source", "Not Good");
        page.getByLabel("Tags").pressSequentially("x".repeat(51) + ",");
        fill("Custom fields", "{\"a\": }");
        button("Create contact").click();
        assertThat(page.getByLabel("Custom fields")).hasAccessibleDescription(Pattern.compile(".*is not JSON.*"));
        fill("Custom fields", "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{}}}}}}");
        button("Create contact").click();

        assertThat(page.getByLabel("E-mail")).isFocused();
        assertThat(page.getByLabel("E-mail")).hasAccessibleDescription("must be a well-formed email address");
        assertThat(page.getByLabel("Custom fields")).hasAccessibleDescription(Pattern.compile(".*5 levels deep"));
        assertThat(page.getByLabel("Tags")).hasAccessibleDescription(Pattern.compile(".*at most 50 characters"));
        assertThat(field("Source")).hasAccessibleDescription(Pattern.compile(".*must be 1 to 50 of.*"));
        assertAccessible("contact-faults");
        fill("E-mail", email);
        assertThat(page.getByLabel("E-mail")).not().hasAttribute("aria-invalid", "true");
    }

    @Test
    void doubleClickShouldMakeOneContact() {
        signedInAs("editor");
        open("/contacts/new");
        fillRequired();
        button("Create contact").dblclick();

        assertThat(heading("Grace Hopper")).isVisible();
        assertThat(made()).hasSize(1);
    }

    /** The first was done, and only its answer was lost. */
    @Test
    void tryingAgainShouldMakeOneContact() {
        signedInAs("editor");
        open("/contacts/new");
        fillRequired();
        page.route("**/api/contacts", route -> {
            route.fetch();
            route.abort();
        });
        button("Create contact").click();
        assertThat(page.getByText("Whether the contact was made is not known.")).isVisible();
        assertThat(page.getByLabel("First name")).isDisabled();

        page.unroute("**/api/contacts");
        button("Try again").click();

        assertThat(heading("Grace Hopper")).isVisible();
        assertThat(made()).hasSize(1);
    }

    @Test
    void externalIdThatIsTakenShouldLeadToItsContact() {
        String sourceId = "taken-" + UUID.randomUUID();
        id = samples.create(sourceId);
        signedInAs("editor");
        open("/contacts/new");
        fillRequired();
        fill("Source", "acmecrm");
        fill("Id in the source", sourceId);
        button("Create contact").click();

        assertThat(field("Id in the source")).hasAccessibleDescription(Pattern.compile(".*external id already"));
        link("Open the contact that has this external id").click();
        button("Leave").click();
        assertThat(heading("Jane Smith")).isVisible();
    }

    // Changing one

    @Test
    void onlyWhatWasChangedShouldBeSent() {
        edit();
        List<String> sent = new CopyOnWriteArrayList<>();
        page.onRequest(request -> addPatch(request, sent));
        fill("Job title", "Director");
        fill("City", "");
        fill("Country", "CA");
        button("Remove tag customer").click();
        fill("Custom fields", "{\"tier\": 3}");
        assertThat(page.getByText("5 changes not saved")).isVisible();
        button("Save").click();

        assertThat(page.getByText("Saved as version 2")).isVisible();
        assertThat(sent).hasSize(1);
        assertThatJson(sent.get(0)).isEqualTo("""
                {"title":"Director","address":{"city":null,"country":"CA"},"tags":null,"customFields":{"tier":3},"version":1}""");
    }

    @Test
    void unsavedChangesShouldNotBeLostUnasked() {
        edit();
        fill("Job title", "Director");

        link("Events").click();
        assertThat(dialog()).containsText("One change is not saved");
        button("Cancel").click();
        assertThat(field("Job title")).hasValue("Director");
        page.goBack();
        assertThat(dialog()).isVisible();
        page.keyboard().press("Escape");
        assertThat(page).hasURL(Pattern.compile(".*/edit"));
        assertThat(field("Job title")).hasValue("Director");

        link("Cancel").click();
        button("Leave").click();
        assertThat(heading("Jane Smith")).isVisible();
        assertThat(samples.contact(id).data().getString("title")).isEqualTo("Product Manager");
    }

    @Test
    void sessionThatEndsShouldKeepWhatWasTyped() {
        String token = Api.admin().token();
        id = samples.create("form-" + UUID.randomUUID());
        signedInWith(token);
        open("/contacts/%s/edit".formatted(id));
        fill("Job title", "Director");
        Redis.delete("auth:token:" + Tokens.claims(token).getString("jti"));
        button("Save").click();
        assertThat(page.getByText("Your session has ended.")).isVisible();

        page.getByLabel("Username").fill(Environment.ADMIN);
        page.getByLabel("Password").fill(Environment.ADMIN_PASSWORD);
        button("Sign in").click();
        assertThat(field("Job title")).hasValue("Director");
        button("Save").click();

        assertThat(page.getByText("Saved as version 2")).isVisible();
    }

    @Test
    void viewerShouldNotBeOfferedForms() {
        signedInAs("viewer");
        open("/contacts/new");

        assertThat(page.getByText("Your role reads contacts only")).isVisible();
    }

    // When somebody else was first

    @Test
    void conflictShouldBeSettledFieldByField() {
        edit();
        fill("Job title", "Mine");
        fill("Company", "Mine Inc");
        fill("Phone", "1");
        fill("City", "Hamburg");
        samples.change(id, """
                "title":"Theirs","company":"Theirs Inc","notes":"Theirs alone","address":{"city":"Bonn"}""");
        button("Save").click();

        assertThat(dialog()).containsText("the contact has become version 2");
        assertThat(values("Job title")).hasText(new String[] {"Product Manager", "Theirs", "Mine"});
        assertThat(values("Notes")).hasText(new String[] {"empty", "Theirs alone", "empty"});
        assertThat(dialog().getByRole(AriaRole.STATUS)).hasText("3 left to choose");
        assertThat(button("Save as version 3")).isDisabled();
        assertThat(radio("Phone: Mine")).isChecked();
        assertThat(radio("Notes: Theirs")).isChecked();
        assertAccessible("conflict");
        radio("Job title: Mine").check();
        radio("Company: Theirs").check();
        radio("City: Before").check();
        button("Save as version 3").click();

        assertThat(page.getByText("Saved as version 3")).isVisible();
        assertContact("Mine", "Theirs Inc", "1", "Theirs alone", "Springfield", 3);
    }

    @Test
    void conflictShouldBeSettledByKeyboardAlone() {
        edit();
        field("Job title").focus();
        page.keyboard().press("Control+A");
        page.keyboard().type("Mine");
        samples.change(id, "\"title\":\"Theirs\"");
        page.keyboard().press("Control+Enter");
        assertThat(dialog()).isVisible();

        button("All theirs").focus();
        page.keyboard().press("Tab");
        assertThat(radio("Job title: Before")).isFocused();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        assertThat(radio("Job title: Mine")).isChecked();
        page.keyboard().press("Enter");

        assertThat(page.getByText("Saved as version 3")).isVisible();
        assertThat(samples.contact(id).data().getString("title")).isEqualTo("Mine");
    }

    @Test
    void secondConflictShouldBeAskedAgain() {
        edit();
        fill("Job title", "Mine");
        samples.change(id, "\"title\":\"Theirs\"");
        button("Save").click();
        radio("Job title: Mine").check();
        samples.change(id, "\"title\":\"Others\"");
        button("Save as version 3").click();

        assertThat(dialog()).containsText("the contact has become version 3");
        assertThat(values("Job title")).hasText(new String[] {"Theirs", "Others", "Mine"});
        page.keyboard().press("Escape");
        assertThat(field("Job title")).hasValue("Mine");
        assertThat(samples.contact(id).data().getString("title")).isEqualTo("Others");
    }

    @Test
    void sameChangeByBothShouldNotBeAsked() {
        edit();
        fill("Job title", "Director");
        samples.change(id, "\"title\":\"Director\"");
        button("Save").click();

        assertThat(page.getByText("Saved as version 2")).isVisible();
    }

    @Test
    @Tag("one-server")
    void formShouldBeAccessible() {
        edit();
        assertThat(field("Job title")).hasValue("Product Manager");
        assertAccessible("contact-edit");

        page.setViewportSize(390, 844);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        fill("Job title", "Mine");
        samples.change(id, "\"title\":\"Theirs\",\"notes\":\"Theirs alone\"");
        button("Save").click();
        assertThat(dialog()).isVisible();
        assertAccessible("conflict-narrow", false);
    }

    private void edit() {
        id = samples.create("form-" + UUID.randomUUID());
        signedInAs("editor");
        open("/contacts/" + id);
        link("Edit").click();
        assertThat(field("Job title")).hasValue("Product Manager");
    }

    private void assertContact(String title, String company, String phone, String notes, String city, int version) {
        JsonObject contact = samples.contact(id).data();
        assertThat(contact.getString("title")).isEqualTo(title);
        assertThat(contact.getString("company")).isEqualTo(company);
        assertThat(contact.getString("phone")).isEqualTo(phone);
        assertThat(contact.getString("notes")).isEqualTo(notes);
        assertThat(contact.getJsonObject("address").getString("city")).isEqualTo(city);
        assertThat(contact.getInt("version")).isEqualTo(version);
    }

    private static void addPatch(Request request, List<String> sent) {
        if (request.method().equals("PATCH")) {
            sent.add(request.postData());
        }
    }

    private List<JsonObject> made() {
        return samples.list("email=" + email).json().getJsonArray("data").getValuesAs(JsonObject.class);
    }

    private void fillRequired() {
        fill("First name", "Grace");
        fill("Last name", "Hopper");
        fill("E-mail", email);
    }

    private void fill(String label, String text) {
        field(label).fill(text);
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private Locator dialog() {
        return page.locator("dialog");
    }

    private Locator radio(String name) {
        return page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name));
    }

    private Locator values(String field) {
        return dialog().locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(field))
                .locator("td label > :last-child");
    }
}
