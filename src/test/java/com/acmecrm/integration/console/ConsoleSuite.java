package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Environment;
import com.acmecrm.integration.system.Redis;
import com.acmecrm.integration.system.Tokens;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fresh tab for each test, and a look at {@link Faults} after it. The tests of a suite share a browser context, so that the
 * files are loaded once: who changes it (offline, cookies) changes it back. Wait by Playwright's assertions, never sleep.
 */
@ExtendWith(Chromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConsoleSuite {

    /** Where the viewer is: not where the server's times are. */
    static final String ZONE = "Europe/Berlin";

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final Path PICTURES = Path.of("docs", "console");

    final URI origin = Environment.application();

    BrowserContext context;
    Page page;
    Faults faults;

    @BeforeEach
    void openBrowser() {
        Redis.clearRateLimits();
        context = context == null ? newContext() : context;
        page = newPage(context);
    }

    @AfterEach
    void closeBrowser() {
        page.close();
        assertThat(faults.found()).isEmpty();
    }

    @AfterAll
    void closeContext() {
        if (context != null) {
            context.close();
        }
    }

    /** With nothing kept yet. */
    BrowserContext newContext() {
        BrowserContext fresh = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(origin.toString())
                        .setViewportSize(WIDTH, HEIGHT)
                        .setTimezoneId(ZONE)
                        .setLocale("en-GB")
                        .setColorScheme(ColorScheme.LIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE));
        fresh.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
        return fresh;
    }

    /** A tab of its own, without a session, that is watched for faults. */
    Page newPage(BrowserContext where) {
        Page tab = where.newPage();
        tab.addInitScript("""
                if (!sessionStorage.getItem('test.tab')) {
                  sessionStorage.setItem('test.tab', 'new');
                  localStorage.clear();
                }""");
        faults = Faults.watch(tab, origin);
        return tab;
    }

    /** As if somebody in this role had signed in before: signing in itself is tested once. */
    void signedInAs(String role) {
        signedInWith(Tokens.valid(role));
    }

    void signedInWith(String token) {
        // Once: a page that is loaded anew must live on what it has kept itself.
        page.addInitScript("""
                if (!sessionStorage.getItem('test.begun')) {
                  sessionStorage.setItem('test.begun', 'yes');
                  sessionStorage.setItem('acmecrm.token', '%s');
                }""".formatted(token));
    }

    /** @param address as {@code /contacts?status=active}, what stands behind the # */
    void open(String address) {
        page.navigate("/#" + address);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    Locator alert() {
        return page.locator("main [role=alert]");
    }

    /** What axe-core finds nothing wrong with, in both themes; pictures of it with {@code -Dconsole.screenshots}. */
    void assertAccessible(String name) {
        assertAccessible(name, true);
    }

    void assertAccessible(String name, boolean pictured) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            String theme = scheme.name().toLowerCase(Locale.ROOT);
            page.locator("html[data-bs-theme=" + theme + "]").waitFor();
            List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
            assertThat(violations)
                    .as("%s, %s", name, theme)
                    .extracting(ConsoleSuite::text)
                    .isEmpty();
            if (pictured && System.getProperty("console.screenshots") != null) {
                page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + "-" + theme + ".png")));
            }
        }
    }

    private static String text(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream()
                        .map(node -> node.getTarget() + " " + node.getFailureSummary())
                        .toList();
    }
}
