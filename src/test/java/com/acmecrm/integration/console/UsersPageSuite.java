package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Person;
import com.acmecrm.integration.system.Redis;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Users and their roles, and one's own account. */
abstract class UsersPageSuite extends ConsoleSuite {

    private static final String PASSWORD = "violet umbrella weather";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private Api admin;
    private Person editor;

    @BeforeEach
    void createEditor() {
        admin = Api.admin();
        editor = Person.create(admin, "editor");
        Redis.clearRateLimits();
    }

    /** By the keyboard alone. */
    @Test
    void userShouldBeCreated() {
        String name = "console-" + UUID.randomUUID();
        signedInWith(admin.token());
        open("/users");
        link("New user").focus();
        page.keyboard().press("Enter");
        assertThat(heading("New user")).isFocused();
        page.getByLabel("Name").focus();
        page.keyboard().type(name);
        page.keyboard().press("Tab");
        page.keyboard().press("ArrowDown");
        assertThat(page.getByLabel("editor")).isChecked();
        page.keyboard().press("Tab");
        page.keyboard().type(PASSWORD);
        page.keyboard().press("Tab");
        page.keyboard().type(PASSWORD);
        page.keyboard().press("Enter");

        assertThat(heading(name)).isVisible();
        assertThat(page).hasURL(Pattern.compile("#/users/\\d+$"));
        assertThat(page.locator(".page-subtitle")).containsText("editor");
        assertThat(Api.anonymous().login(name, PASSWORD).status()).isEqualTo(OK);
    }

    @Test
    void errorsShouldStandBesideTheirFields() {
        signedInWith(admin.token());
        open("/users/new");
        button("Create user").click();
        assertThat(page.getByLabel("Name")).isFocused();
        assertThat(page.getByLabel("Name")).hasAccessibleDescription(Pattern.compile("must not be empty"));

        page.getByLabel("Name").fill("no blanks here");
        page.locator("#field-password").fill("short");
        page.getByLabel("Once more").fill("shor");
        button("Create user").click();
        assertThat(page.getByLabel("Once more")).hasAccessibleDescription("is not the same");
        page.getByLabel("Once more").fill("short");
        button("Create user").click();

        assertThat(page.getByLabel("Name")).hasAccessibleDescription(Pattern.compile("must be 1 to 254 of"));
        assertThat(page.locator("#field-password")).hasAccessibleDescription(Pattern.compile("at least 8 characters"));
    }

    @Test
    void nameThatIsTakenShouldBeSaidBesideIt() {
        signedInWith(admin.token());
        open("/users/new");
        page.getByLabel("Name").fill(editor.username());
        page.locator("#field-password").fill(PASSWORD);
        page.getByLabel("Once more").fill(PASSWORD);
        button("Create user").click();

        assertThat(page.getByLabel("Name")).hasAccessibleDescription(Pattern.compile("Another user has this name"));
    }

    @Test
    void anotherRoleShouldEndTheSessions() {
        Api session = editor.logIn();
        signedInWith(admin.token());
        open("/users/" + editor.id());
        page.getByLabel("viewer").check();
        button("Change role").click();

        assertThat(page.getByText("is viewer now")).isVisible();
        assertThat(page.locator(".page-subtitle")).containsText("viewer");
        assertThat(button("Change role")).isDisabled();
        assertThat(session.get("/api/auth/sessions").status()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void userShouldBeDisabledAndEnabled() {
        signedInWith(admin.token());
        open("/users/" + editor.id());
        button("Disable").click();
        page.getByRole(AriaRole.DIALOG).getByText("Disable").last().click();
        assertThat(page.locator(".page-subtitle")).containsText("disabled");
        assertThat(editor.tryToLogIn().status()).isEqualTo(UNAUTHORIZED);

        button("Enable").click();

        assertThat(page.locator(".page-subtitle")).containsText("may sign in");
        assertThat(editor.tryToLogIn().status()).isEqualTo(OK);
    }

    @Test
    void passwordShouldBeSet() {
        signedInWith(admin.token());
        open("/users/" + editor.id());
        page.getByLabel("New password").fill(editor.username());
        page.getByLabel("Once more").fill(editor.username());
        button("Set password").click();
        assertThat(page.getByLabel("New password")).hasAccessibleDescription(Pattern.compile("must not contain"));

        page.getByLabel("New password").fill(PASSWORD);
        page.getByLabel("Once more").fill(PASSWORD);
        button("Set password").click();

        assertThat(page.getByText("has a new password")).isVisible();
        assertThat(editor.withPassword(PASSWORD).tryToLogIn().status()).isEqualTo(OK);
    }

    @Test
    void ownPasswordShouldBeChangedByAnyone() {
        Api other = editor.logIn();
        signedInWith(editor.logIn().token());
        open("/account");
        page.getByLabel("Present password").fill("not this one");
        page.getByLabel("New password").fill(PASSWORD);
        page.getByLabel("Once more").fill(PASSWORD);
        button("Change password").click();
        assertThat(page.getByLabel("Present password")).hasAccessibleDescription("is not your current password");
        assertThat(page.getByLabel("Present password")).isFocused();

        page.getByLabel("Present password").fill(editor.password());
        button("Change password").click();

        assertThat(page.getByText("Your password is changed")).isVisible();
        assertThat(page.getByLabel("Present password")).hasValue("");
        assertThat(other.get("/api/auth/sessions").status()).isEqualTo(UNAUTHORIZED);
        page.reload();
        assertThat(heading("Your account")).isVisible();
        assertThat(editor.withPassword(PASSWORD).tryToLogIn().status()).isEqualTo(OK);
    }

    @Test
    void usersShouldBeForAdministratorsOnly() {
        signedInAs("editor");
        open("/users/1");
        assertThat(page.getByText("Your role may not see this")).isVisible();
        assertThat(link("Users")).hasCount(0);

        open("/users/new");

        assertThat(page.getByText("Your role may not see this")).isVisible();
    }

    @Test
    void unknownUserShouldBeSaidPlainly() {
        signedInWith(admin.token());
        open("/users/99999999");

        assertThat(alert()).containsText("There is no user with this id.");
    }

    @Test
    @Tag("one-server")
    void usersShouldBeAccessible() {
        Staff.create(admin);
        signedInWith(admin.token());
        open("/users");
        assertThat(page.getByText(editor.username(), exactly())).isVisible();
        assertAccessible("users");

        page.getByText(editor.username(), exactly()).click();
        assertThat(heading(editor.username())).isVisible();
        assertAccessible("user");

        open("/users/new");
        button("Create user").click();
        assertThat(page.getByText("must not be empty").first()).isVisible();
        assertAccessible("user-new");

        open("/account");
        assertThat(heading("Your account")).isVisible();
        assertAccessible("account");
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
