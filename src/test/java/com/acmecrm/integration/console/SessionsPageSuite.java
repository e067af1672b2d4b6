package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Person;
import com.acmecrm.integration.system.Redis;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is signed in from where. */
abstract class SessionsPageSuite extends ConsoleSuite {

    private static final int UNAUTHORIZED = 401;

    private Api admin;
    private Person viewer;

    @BeforeEach
    void createViewer() {
        admin = Api.admin();
        viewer = Person.create(admin, "viewer");
        Redis.clearRateLimits();
    }

    @Test
    void administratorShouldSeeEveryonesAndEndOne() {
        Api ended = viewer.logIn();
        signedInWith(admin.token());
        open("/sessions");
        assertThat(row(viewer.username())).containsText("Java-http-client");
        assertThat(row(viewer.username())).containsText("127.0.0.1");
        assertThat(page.locator("tr", having("this one"))).hasCount(1);

        row(viewer.username()).getByRole(AriaRole.BUTTON).click();
        button("End the session").click();

        assertThat(page.getByText("The session is ended.")).isVisible();
        assertThat(row(viewer.username())).hasCount(0);
        assertThat(ended.get("/api/auth/sessions").status()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void allOfAUserShouldEndAtOnce() {
        Api one = viewer.logIn();
        Api other = viewer.logIn();
        signedInWith(admin.token());
        open("/sessions?user=" + viewer.id());
        assertThat(rows()).hasCount(2);

        button("End all of this user").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText(viewer.username());
        button("End all").last().click();

        assertThat(page.getByText("Nobody is signed in here")).isVisible();
        assertThat(one.get("/api/auth/sessions").status()).isEqualTo(UNAUTHORIZED);
        assertThat(other.get("/api/auth/sessions").status()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void othersShouldSeeTheirOwnOnly() {
        viewer.logIn();
        signedInWith(viewer.logIn().token());
        open("/sessions?scope=all");

        assertThat(rows()).hasCount(2);
        assertThat(page.getByText("Where you are signed in.")).isVisible();
        assertThat(link("Everyone’s")).hasCount(0);
        assertThat(page.locator("tr", having("this one"))).hasCount(1);
    }

    @Test
    void endingAllOfOnesOwnShouldLeadToSignIn() {
        signedInWith(viewer.logIn().token());
        open("/sessions");

        button("End all of yours").click();
        button("End all").last().click();

        assertThat(page.getByLabel("Username")).isVisible();
    }

    /** Whose stands in the address, and back leads back. */
    @Test
    void choiceShouldBeInTheAddress() {
        signedInWith(admin.token());
        open("/sessions");
        link("Yours").click();
        assertThat(page).hasURL(Pattern.compile("scope=own"));
        assertThat(page.getByText("Where you are signed in.")).isVisible();

        page.goBack();

        assertThat(page.getByText("Who is signed in, and from where.")).isVisible();
    }

    @Test
    void keyboardShouldEndASession() {
        Api ended = viewer.logIn();
        signedInWith(admin.token());
        open("/sessions?user=" + viewer.id());
        row("127.0.0.1").getByRole(AriaRole.BUTTON).focus();

        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(row("127.0.0.1").getByRole(AriaRole.BUTTON)).isFocused();
        page.keyboard().press("Enter");
        button("End the session").press("Enter");

        assertThat(page.getByText("Nobody is signed in here")).isVisible();
        assertThat(ended.get("/api/auth/sessions").status()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void listShouldGoOnBehindItsFirstPage() {
        pretendSessions(120);
        signedInWith(admin.token());
        open("/sessions?user=" + viewer.id());
        assertThat(rows()).not().hasCount(0);

        page.locator("tbody").last().scrollIntoViewIfNeeded();

        assertThat(rows()).hasCount(120);
    }

    @Test
    void refusalShouldStandOnThePage() {
        viewer.logIn();
        signedInWith(admin.token());
        open("/sessions?user=" + viewer.id());
        assertThat(rows()).hasCount(1);
        row("127.0.0.1").getByRole(AriaRole.BUTTON).click();
        Redis.putText("rate:limit:DELETE:/api/auth/sessions/{jti}:127.0.0.1", "1000", Duration.ofSeconds(40));

        button("End the session").click();

        assertThat(alert()).containsText(Pattern.compile("again in [34]\\d s"));
        assertThat(rows()).hasCount(1);
    }

    @Test
    @Tag("one-server")
    void sessionsShouldBeAccessible() {
        Staff.create(admin);
        Staff.signIn();
        signedInWith(Api.admin().token());
        open("/sessions");
        assertThat(row("ann.lee@example.com").first()).containsText("Firefox 132 on Windows");

        assertAccessible("sessions");
    }

    /** As so many sign-ins would leave them, without as many hashes. */
    private void pretendSessions(int many) {
        long now = Instant.now().getEpochSecond();
        Map<String, Double> scores = new HashMap<>();
        for (int session = 0; session < many; session++) {
            String id = UUID.randomUUID().toString();
            long expiresAt = now + 3_000 + session;
            Map<String, String> common = Map.of(
                    "userId", viewer.id(), "issuedAt", Long.toString(now), "expiresAt", Long.toString(expiresAt));
            Redis.putHash("auth:session:" + id, with(common, Map.of("address", "192.0.2.1", "userAgent", "curl/8.0")));
            Redis.putHash("auth:token:" + id, with(common, Map.of("revoked", "false")));
            scores.put(id, (double) expiresAt);
        }
        Redis.putScores("auth:sessions:" + viewer.id(), scores);
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private Locator rows() {
        return page.locator("tbody[data-page] tr");
    }

    private Locator row(String text) {
        return page.locator("tbody[data-page] tr", having(text));
    }

    private static Page.LocatorOptions having(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
