package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Redis;
import com.acmecrm.integration.system.Tokens;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is being refused now. */
abstract class LimitsPageSuite extends ConsoleSuite {

    private static final String COUNTER = "rate:limit:GET:/api/contacts:127.0.0.1";
    private static final String NOBODY = "Nobody is being refused";
    private static final int TOO_MANY = 429;

    @BeforeEach
    void forgetRefusals() {
        Redis.keys("rate:{refused}:*").forEach(Redis::delete);
    }

    @Test
    void nobodyShouldBeSaidPlainly() {
        signedInAs("viewer");
        open("/limits");

        assertThat(page.getByText(NOBODY)).isVisible();
    }

    @Test
    @Tag("one-server")
    void refusedCallerShouldBeListedWithACountdownUntilTheWindowEnds() {
        signedInAs("admin");
        refuse(Duration.ofSeconds(12));
        open("/limits");

        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody tr"))
                .containsText(Pattern.compile("127\\.0\\.0\\.1[\\s\\S]*GET /api/contacts[\\s\\S]*api[\\s\\S]*1"));
        assertThat(page.locator("tbody ui-countdown")).hasText(Pattern.compile("^([1-9]|1[0-2]) s$"));
        assertThat(page.getByText("1 address is over a limit.")).isVisible();
        assertThat(page.getByText(NOBODY)).isVisible(within(20_000));
    }

    /** A new refusal appears by itself. */
    @Test
    void pageShouldLookAgain() {
        signedInAs("viewer");
        open("/limits");
        assertThat(page.getByText(NOBODY)).isVisible();

        refuse(Duration.ofSeconds(50));

        assertThat(page.locator("tbody tr")).hasCount(1);
    }

    /** The page itself over the limit waits, and says so. */
    @Test
    @Tag("one-server")
    void ownRefusalShouldBeACountdown() {
        signedInAs("viewer");
        Redis.putText("rate:limit:GET:/api/ops/refusals:127.0.0.1", "1000", Duration.ofSeconds(9));
        open("/limits");

        assertThat(page.getByText("The rate limit is used up.")).isVisible();
        assertThat(page.getByText("The rate limit is used up.")).isHidden();
        assertThat(page.locator("tbody tr, .empty-state")).isVisible();
    }

    @Test
    @Tag("one-server")
    void limitsShouldBeAccessible() {
        signedInAs("admin");
        open("/limits");
        assertThat(page.getByText(NOBODY)).isVisible();
        assertAccessible("limits-nobody");
        refuse(Duration.ofSeconds(50));
        assertThat(page.locator("tbody tr")).hasCount(1);

        assertAccessible("limits");
    }

    private static void refuse(Duration window) {
        Api api = new Api(Tokens.valid("viewer"));
        Redis.putText(COUNTER, "1000", window);
        assertThat(api.get("/api/contacts").status()).isEqualTo(TOO_MANY);
    }

    private static LocatorAssertions.IsVisibleOptions within(double millis) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(millis);
    }
}
