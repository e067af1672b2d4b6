package com.acmecrm.integration.console;

import com.acmecrm.integration.openapi.Description;
import com.acmecrm.integration.openapi.Operation;
import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Redis;
import com.acmecrm.integration.system.Tokens;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The description of the API as a page. */
@Tag("one-server")
abstract class ReferencePageSuite extends ConsoleSuite {

    @Test
    void referenceShouldBeLoadedOnlyWhenItIsOpened() {
        List<String> loaded = new ArrayList<>();
        page.onRequest(request -> loaded.add(request.url()));
        signedInAs("viewer");
        open("/");
        assertThat(heading("Overview")).isVisible();
        page.waitForLoadState(LoadState.LOAD);
        assertThat(loaded).noneMatch(url -> url.endsWith("/openapi") || url.endsWith("/openapi/reference.js"));

        link("API reference").click();

        assertThat(heading("Signing in")).isVisible();
        assertThat(loaded).anyMatch(url -> url.endsWith("/openapi"));
    }

    /** Each with its examples, and without a fault. */
    @Test
    void everyOperationShouldHaveItsPage() {
        signedInAs("admin");
        open("/api-reference");
        for (Operation operation : Description.shipped().operations()) {
            page.evaluate(
                    "id => location.hash = '#/api-reference?operation=' + id",
                    operation.json().getString("operationId"));

            assertThat(page.locator("#operation-title + p")).hasText(operation.method() + " " + operation.path());
            assertThat(page.locator(".answer")).hasCount(operation.responses().size());
        }
    }

    @Test
    void searchShouldFindByTheKeyboardAlone() {
        signedInAs("viewer");
        open("/api-reference");
        assertThat(heading("Signing in")).isVisible();
        page.keyboard().press("/");
        page.keyboard().type("post drift");
        assertThat(page.getByText("No operation has these words.")).isVisible();
        page.keyboard().press("Control+a");
        page.keyboard().type("get drift");
        assertThat(page.locator(".reference-contents li")).hasCount(1);
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");

        assertThat(heading("Contacts whose two formats differ")).isVisible();
        assertThat(page).hasURL(Pattern.compile("operation=listDrift"));
        page.goBack();
        assertThat(heading("Signing in")).isVisible();
    }

    @Test
    void readingShouldBeTriedWithAnIdThatExists() {
        Api.admin().post("/api/contacts", contact());
        signedInAs("viewer");
        open("/api-reference?operation=getContact");
        button("Send GET").click();
        assertThat(page.getByLabel("id", new Page.GetByLabelOptions().setExact(true)))
                .isFocused();
        assertThat(page.getByText("This is required.")).isVisible();

        button("Take a real one").click();
        assertThat(page.getByText("This is required.")).isHidden();
        button("Send GET").click();

        assertThat(answer()).containsText("200");
        assertThat(answer()).containsText("\"firstName\"");
        answer().getByText("Headers").click();
        assertThat(answer()).containsText("ratelimit-policy");
    }

    @Test
    void exampleShouldBeTried() {
        signedInAs("editor");
        open("/api-reference?operation=createContact");
        button("least").first().click();
        assertThat(page.locator("#try-body")).hasValue(Pattern.compile("John"));
        button("Send POST").click();

        assertThat(answer()).containsText("201");
        assertThat(answer()).containsText("\"version\": 1");
    }

    /** What the page shows to copy does what the page does. */
    @Test
    void commandShouldWorkInAShell() throws IOException, InterruptedException {
        assumeThat(new ProcessBuilder("sh", "-c", "command -v curl").start().waitFor())
                .as("curl is here")
                .isZero();
        signedInAs("editor");
        open("/api-reference?operation=createContact");
        page.locator("#try-body").fill(contact().replace("Ann", "Ann's"));
        Locator shown = page.locator(".try-out pre").first();
        assertThat(shown).containsText("Ann'");
        String command = shown.innerText();
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command);
        shell.environment().put("TOKEN", Tokens.valid("editor"));

        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output).startsWith("HTTP/1.1 201").contains("\"firstName\":\"Ann's\"");
    }

    /** A refusal is what was asked for here, and ends nothing. */
    @Test
    void refusalShouldBeAnAnswer() {
        signedInAs("viewer");
        open("/api-reference?operation=login");
        button("wrongPassword").first().click();
        button("Send POST").click();

        assertThat(answer()).containsText("401");
        assertThat(answer()).containsText("The username or the password is wrong.");
        assertThat(page.locator("#try-title")).isVisible();
    }

    @Test
    void limitShouldBeAnAnswer() {
        signedInAs("viewer");
        open("/api-reference?operation=listContacts");
        Redis.putText("rate:limit:GET:/api/contacts:127.0.0.1", "1000", Duration.ofSeconds(40));
        button("Send GET").click();

        assertThat(answer()).containsText("429");
    }

    @Test
    void whatTheRoleMayNotShouldNotBeOffered() {
        signedInAs("viewer");
        open("/api-reference?operation=createContact");

        assertThat(button("Send POST")).isDisabled();
        assertThat(page.getByText("Your role, viewer, may not call this.")).isVisible();
    }

    @Test
    void streamShouldBeWatchedUntilItIsStopped() {
        signedInAs("viewer");
        open("/api-reference?operation=watchEvents");
        button("Send GET").click();
        assertThat(answer()).containsText("more is coming");

        button("Stop").click();

        assertThat(answer()).containsText("stopped");
        assertThat(button("Send GET")).isVisible();
    }

    @Test
    void referenceShouldBeAccessible() {
        signedInAs("admin");
        open("/api-reference");
        assertThat(heading("Signing in")).isVisible();
        assertAccessible("api-reference");

        open("/api-reference?operation=getOverview");
        button("Send GET").click();
        assertThat(answer()).containsText("200");
        assertAccessible("api-reference-operation");
    }

    @Test
    void narrowScreensShouldScrollDownwardsOnly() {
        page.setViewportSize(390, 800);
        signedInAs("admin");
        open("/api-reference?operation=patchContact");
        assertThat(page.locator("#operation-title")).isVisible();

        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    private Locator answer() {
        return page.locator(".try-answer");
    }

    private static String contact() {
        return """
                {"firstName":"Ann","lastName":"Lee","email":"ann@example.com","source":"reference","sourceId":"%s"}""".formatted(UUID.randomUUID());
    }
}
