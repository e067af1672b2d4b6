package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Environment;
import com.acmecrm.integration.system.Redis;
import com.acmecrm.integration.system.Tokens;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Getting in and out, and what stands around every page. */
abstract class SignInSuite extends ConsoleSuite {

    private static final int FIRST_LOAD_LIMIT = 300 * 1024;

    @Test
    void signInShouldLeadToThePageThatWasAskedFor() {
        open("/events?status=failed");
        signIn(Environment.ADMIN_PASSWORD);

        assertThat(heading("Events")).isVisible();
        assertThat(page).hasURL(origin + "/#/events?status=failed");
    }

    @Test
    void wrongPasswordShouldSaySoAndKeepTheName() {
        open("/");
        signIn("wrong horse");

        assertThat(alert()).containsText("The username or the password is wrong");
        assertThat(page.getByLabel("Username")).hasValue(Environment.ADMIN);
        assertThat(page.getByLabel("Password")).isFocused();
    }

    @Test
    void missingPasswordShouldBeToldBesideItsField() {
        open("/");
        page.getByLabel("Username").fill("ann");
        page.getByLabel("Username").press("Enter");

        assertThat(page.getByLabel("Password")).isFocused();
        assertThat(page.getByLabel("Password")).hasAccessibleDescription("Enter your password.");
    }

    @Test
    void tooManyAttemptsShouldCountDown() {
        open("/");
        Redis.putText("rate:limit:POST:/api/auth/login:127.0.0.1", "1000", Duration.ofSeconds(40));
        signIn(Environment.ADMIN_PASSWORD);

        assertThat(alert()).containsText("Too many attempts");
        Locator submit = page.locator("button[type=submit]");
        assertThat(submit).isDisabled();
        assertThat(submit).containsText(Pattern.compile("Sign in.in.[34]\\d s"));
    }

    @Test
    void revokedSessionShouldLeadBackToTheSamePlaceAfterAnotherSignIn() {
        String token = Tokens.valid("admin");
        signedInWith(token);
        open("/events?status=failed");
        assertThat(heading("Events")).isVisible();

        Redis.delete("auth:token:" + Tokens.claims(token).getString("jti"));
        page.evaluate("location.hash = '#/'");

        assertThat(page.getByText("Your session has ended.")).isVisible();
        assertThat(page.locator(".sidebar")).hasCount(0);
        signIn(Environment.ADMIN_PASSWORD);
        assertThat(heading("Overview")).isVisible();
        page.goBack();
        assertThat(heading("Events")).isVisible();
    }

    @Test
    void dialogShouldGiveWayToTheSignInAndComeBack() {
        String token = Tokens.valid("admin");
        signedInWith(token);
        open("/");
        assertThat(heading("Overview")).isVisible();
        page.evaluate("""
                async source => {
                  const { confirmDialog } = await import(new URL('platform/ui.js', source));
                  confirmDialog({ title: 'Discard?', body: 'For good.', confirm: 'Discard', reason: 'required' });
                }""", origin + page.locator("script[type=module]").getAttribute("src"));
        page.getByLabel("Reason").fill("sent twice");

        Redis.delete("auth:token:" + Tokens.claims(token).getString("jti"));
        assertThat(page.getByText("Your session has ended.")).isVisible();
        signIn(Environment.ADMIN_PASSWORD);

        assertThat(page.getByLabel("Reason")).hasValue("sent twice");
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    /** The clock says so; no call need fail first. */
    @Test
    void sessionShouldEndByTheClock() {
        signedInWith(Tokens.valid("viewer", Duration.ofSeconds(4)));
        open("/contacts");
        assertThat(heading("Contacts")).isVisible();

        assertThat(page.getByText("Your session has ended.")).isVisible();
    }

    @Test
    void signOutShouldRevokeTheToken() {
        signedInAs("viewer");
        open("/");
        String token = (String) page.evaluate("sessionStorage.getItem('acmecrm.token')");

        account().click();
        button("Sign out").click();

        assertThat(page.getByText("You are signed out.")).isVisible();
        assertThat(page.evaluate("sessionStorage.getItem('acmecrm.token')")).isNull();
        int status = page.request()
                .get("/api/contacts", RequestOptions.create().setHeader("Authorization", "Bearer " + token))
                .status();
        assertThat(status).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "admin,  'Overview,Contacts,Events,Sessions,Users,Limits,Audit,API reference'",
        "editor, 'Overview,Contacts,Events,Sessions,Limits,API reference'",
        "viewer, 'Overview,Contacts,Events,Sessions,Limits,API reference'"
    })
    void navigationShouldOfferWhatTheRoleMaySee(String role, String pages) {
        signedInAs(role);
        open("/");

        assertThat(navigation().first()).containsText("Overview");
        assertThat(navigation().allInnerTexts()).containsExactly(pages.split(","));
    }

    @Test
    void pageOfAnotherRoleShouldSaySo() {
        signedInAs("viewer");
        open("/audit");

        assertThat(page.getByText("Your role may not see this")).isVisible();
    }

    @Test
    void unknownPageShouldLeadOn() {
        signedInAs("viewer");
        open("/nowhere");

        assertThat(page.getByText("There is no such page")).isVisible();
        page.getByRole(AriaRole.MAIN)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Overview"))
                .click();
        assertThat(heading("Overview")).isVisible();
    }

    @Test
    void tokenShouldStandInNoAddress() {
        List<String> addresses = new ArrayList<>();
        page.onRequest(
                request -> addresses.add(request.url() + " " + request.headers().get("referer")));
        open("/");
        signIn(Environment.ADMIN_PASSWORD);
        assertThat(heading("Overview")).isVisible();
        link("Contacts").click();
        assertThat(heading("Contacts")).isVisible();

        String token = (String) page.evaluate("sessionStorage.getItem('acmecrm.token')");
        assertThat(token).startsWith("eyJ");
        assertThat(addresses).isNotEmpty().noneMatch(address -> address.contains(token));
        assertThat(page.url()).doesNotContain(token);
        assertThat(page.evaluate("JSON.stringify(localStorage) + document.cookie")
                        .toString())
                .doesNotContain("eyJ");
    }

    @Test
    void themeShouldFollowTheSystemUntilOneIsChosen() {
        signedInAs("viewer");
        open("/");
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "light");
        account().click();
        button("Dark").click();
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        assertThat(button("Dark")).hasAttribute("aria-pressed", "true");

        page.reload();

        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
    }

    @Test
    void everythingShouldBeReachedByKeyboard() {
        open("/events");
        assertThat(page.getByLabel("Username")).isFocused();
        page.keyboard().type(Environment.ADMIN);
        page.keyboard().press("Tab");
        page.keyboard().type(Environment.ADMIN_PASSWORD);
        page.keyboard().press("Enter");
        assertThat(heading("Events")).isFocused();

        page.reload();
        assertThat(heading("Events")).isVisible();
        page.keyboard().press("Tab");
        assertThat(link("Skip to content")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();
        link("Overview").focus();
        page.keyboard().press("Enter");

        assertThat(heading("Overview")).isFocused();
        account().focus();
        page.keyboard().press("Enter");
        assertThat(button("Sign out")).isVisible();
        page.keyboard().press("Escape");
        assertThat(button("Sign out")).isHidden();
    }

    @Test
    void menuOfNarrowScreensShouldOpenAndClose() {
        page.setViewportSize(390, 800);
        signedInAs("viewer");
        open("/");
        assertThat(link("Contacts")).isHidden();

        button("Menu").click();
        link("Contacts").click();

        assertThat(heading("Contacts")).isVisible();
        assertThat(link("Contacts")).isHidden();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    /** All that travels from nothing to the overview with its chart. */
    @Test
    void firstLoadShouldBeSmall() {
        BrowserContext stranger = newContext();
        page.close();
        page = newPage(stranger);
        List<Request> requests = new ArrayList<>();
        page.onRequestFinished(requests::add);
        signedInAs("viewer");
        open("/");
        assertThat(heading("Overview")).isVisible();
        page.waitForLoadState(LoadState.NETWORKIDLE);

        Map<String, Integer> sizes = new TreeMap<>();
        for (Request request : requests) {
            Sizes parts = request.sizes();
            sizes.merge(request.url(), parts.responseBodySize + parts.responseHeadersSize, Integer::sum);
        }
        int total = sizes.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(total).as("%d bytes: %s", total, sizes).isLessThan(FIRST_LOAD_LIMIT);
        System.out.printf("First load: %,d bytes in %d requests%n", total, requests.size());
        stranger.close();
    }

    @Test
    @Tag("one-server")
    void signInShouldBeAccessible() {
        open("/");
        assertThat(button("Sign in")).isVisible();

        assertAccessible("sign-in");
    }

    private void signIn(String password) {
        page.getByLabel("Username").fill(Environment.ADMIN);
        page.getByLabel("Password").fill(password);
        button("Sign in").click();
    }

    private Locator account() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Account of .*")));
    }

    private Locator navigation() {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"))
                .getByRole(AriaRole.LINK);
    }
}
