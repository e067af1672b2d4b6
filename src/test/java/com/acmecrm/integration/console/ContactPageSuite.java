package com.acmecrm.integration.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** One contact: both formats, repairs, events, deletion. */
abstract class ContactPageSuite extends ConsoleSuite {

    private ContactSamples samples;
    private String sourceId;
    private String id;

    @BeforeAll
    void logIn() {
        samples = new ContactSamples();
    }

    @BeforeEach
    void create() {
        sourceId = "page-" + UUID.randomUUID();
        id = samples.create(sourceId);
    }

    @AfterEach
    void delete() {
        samples.delete(id);
    }

    @Test
    void bothFormatsShouldStandSideBySide() {
        ContactSamples.writeAcmeRow(sourceId, "acme_title", "\"Admiral\"");
        ContactSamples.writeAcmeRow(sourceId, "acme_score", "7");
        signedInAs("viewer");
        open("/contacts/" + id);

        assertThat(heading("Jane Smith")).isVisible();
        assertThat(page.getByText("1 difference", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(field("acme_title"))
                .containsText(Pattern.compile("differs.*Product Manager.*Admiral", Pattern.DOTALL));
        assertThat(field("acme_email")).not().containsText("differs");
        assertThat(field("acme_status")).containsText(Pattern.compile("active.*Active", Pattern.DOTALL));
        assertThat(field("acme_score")).containsText("7");
        assertThat(page.locator(".facts")).containsText(sourceId);
    }

    @Test
    void roleShouldDecideWhatIsOffered() {
        ContactSamples.writeAcmeRow(sourceId, "acme_title", "\"Admiral\"");
        assertOffers("viewer", "");
        assertOffers("editor", "Edit Delete");
        assertOffers("admin", "Repair Edit Delete");
    }

    private void assertOffers(String role, String actions) {
        page.close();
        page = newPage(context);
        signedInAs(role);
        open("/contacts/" + id);
        assertThat(heading("Jane Smith")).isVisible();
        assertThat(page.locator(".page-actions")).hasText(actions);
    }

    @Test
    void acmeCrmsValuesShouldBeTakenAfterALookAtThem() {
        ContactSamples.writeAcmeRow(sourceId, "acme_title", "\"Admiral\"");
        ContactSamples.writeAcmeRow(sourceId, "acme_phone", "null");
        signedInAs("admin");
        open("/contacts/" + id);
        button("Repair").click();
        assertThat(dialog()).containsText("Whose values shall hold?");

        direction("AcmeCRM’s").check();
        assertThat(dialog().locator("tbody tr").nth(0))
                .containsText(Pattern.compile("Phone.*555-987-6543.*empty", Pattern.DOTALL));
        assertThat(dialog().locator("tbody tr").nth(1))
                .containsText(Pattern.compile("Job title.*Product Manager.*Admiral", Pattern.DOTALL));
        button("Take AcmeCRM’s values").click();

        assertThat(page.getByText("both formats agree")).isVisible();
        assertThat(samples.contact(id).data().getString("title")).isEqualTo("Admiral");
        assertThat(samples.contact(id).data().getInt("version")).isEqualTo(2);
    }

    @Test
    void valuesThatCannotBeOursShouldBeNamed() {
        ContactSamples.writeAcmeRow(sourceId, "acme_email", "\"nowhere\"");
        signedInAs("admin");
        open("/contacts/" + id);
        button("Repair").click();
        direction("AcmeCRM’s").check();
        button("Take AcmeCRM’s values").click();

        assertThat(dialog().locator("tbody .field-error")).containsText("well-formed email address");
        direction("Ours").check();
        assertThat(dialog().locator(".field-error")).hasCount(0);
        button("Write ours to AcmeCRM").click();
        assertThat(page.getByText("both formats agree")).isVisible();
    }

    @Test
    void repairShouldNotOverwriteAChangeThatNobodyHasSeen() {
        ContactSamples.writeAcmeRow(sourceId, "acme_title", "\"Admiral\"");
        signedInAs("admin");
        open("/contacts/" + id);
        button("Repair").click();
        direction("AcmeCRM’s").check();
        samples.change(id, "\"notes\":\"Call first\"");
        ContactSamples.writeAcmeRow(sourceId, "acme_title", "\"Admiral\"");

        button("Take AcmeCRM’s values").click();
        assertThat(dialog()).containsText("it is version 2 now");
        button("Take AcmeCRM’s values").click();

        assertThat(page.getByText("both formats agree")).isVisible();
        assertThat(samples.contact(id).data().getString("notes")).isEqualTo("Call first");
    }

    @Test
    void eventsShouldLeadToTheirPages() {
        signedInAs("viewer");
        open("/contacts/" + id);

        Locator created = page.locator(".contact-events li").filter(new Locator.FilterOptions().setHasText("created"));
        assertThat(created).containsText("processed");
        created.getByRole(AriaRole.LINK).click();
        assertThat(page).hasURL(Pattern.compile(".*#/events/[0-9a-f-]{36}"));
        page.goBack();
        assertThat(link("All in the event list")).hasAttribute("href", "#/events?contactId=" + sourceId);
    }

    @Test
    void changeByAnotherShouldAppearByItself() {
        signedInAs("viewer");
        open("/contacts/" + id);
        assertThat(page.locator(".contact-events li").first()).containsText("processed");

        samples.change(id, "\"lastName\":\"Smith-Jones\"");

        assertThat(heading("Jane Smith-Jones")).isVisible();
        assertThat(page.locator(".contact-events li").first())
                .containsText(Pattern.compile("updated.*version 2", Pattern.DOTALL));
    }

    @Test
    void contactShouldBeDeletedAfterAQuestion() {
        signedInAs("editor");
        open("/contacts/" + id);
        button("Delete").click();
        assertThat(dialog()).containsText("Delete Jane Smith?");
        page.keyboard().press("Escape");
        assertThat(button("Delete")).isFocused();
        assertThat(samples.contact(id).status()).isEqualTo(200);

        button("Delete").click();
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .click();

        assertThat(page.getByText("Jane Smith is deleted")).isVisible();
        assertThat(page).hasURL(origin + "/#/contacts");
        assertThat(samples.contact(id).status()).isEqualTo(404);
    }

    @Test
    void contactThatWasChangedMeanwhileShouldNotBeDeletedUnseen() {
        signedInAs("editor");
        open("/contacts/" + id);
        button("Delete").click();
        assertThat(dialog()).isVisible();
        samples.change(id, "\"notes\":\"Do not delete\"");
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .click();

        assertThat(page.getByText("Not deleted: it was changed meanwhile.")).isVisible();
        assertThat(field("acme_notes")).containsText("Do not delete");
        assertThat(samples.contact(id).status()).isEqualTo(200);
    }

    @Test
    void unknownContactShouldLeadOn() {
        signedInAs("viewer");
        open("/contacts/" + UUID.randomUUID());

        assertThat(page.getByText("There is no such contact")).isVisible();
        assertThat(link("All contacts")).isVisible();
    }

    @Test
    @Tag("one-server")
    void contactShouldBeAccessible() {
        ContactSamples.writeAcmeRow(sourceId, "acme_title", "\"Admiral\"");
        ContactSamples.writeAcmeRow(sourceId, "acme_address", "\"Somewhere else\"");
        signedInAs("admin");
        open("/contacts/" + id);
        assertThat(page.locator(".contact-events li").first()).containsText("processed");
        assertAccessible("contact");

        button("Repair").click();
        direction("AcmeCRM’s").check();
        assertAccessible("contact-repair");
        page.keyboard().press("Escape");
        page.setViewportSize(390, 844);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        assertAccessible("contact-narrow", false);
    }

    private Locator field(String acmeName) {
        return page.locator(".contact-main tr").filter(new Locator.FilterOptions().setHasText(acmeName));
    }

    private Locator dialog() {
        return page.locator("dialog");
    }

    private Locator direction(String whose) {
        return dialog().locator(".choice-card")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(whose, new Page.GetByTextOptions().setExact(true))))
                .getByRole(AriaRole.RADIO);
    }
}
