package com.acmecrm.integration.auth.user;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** A new password, with the present one from those who change their own. */
record PasswordChange(Optional<String> currentPassword, String newPassword) {

    private static final Set<String> NAMES = Set.of("currentPassword", "newPassword");

    /** @throws com.acmecrm.integration.problem.ProblemException 400 if it cannot be read as that */
    static PasswordChange of(JsonObject body) {
        UserShape.check(body, NAMES);
        return new PasswordChange(
                Optional.ofNullable(body.getString("currentPassword", null)), body.getString("newPassword", ""));
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
