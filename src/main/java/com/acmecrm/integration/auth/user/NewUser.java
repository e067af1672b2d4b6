package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.problem.FieldError;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A user whom an administrator wants to have created. */
record NewUser(String username, String password, Role role) {

    private static final Set<String> NAMES = Set.of("username", "password", "role");
    /** ASCII: Java and PostgreSQL agree on its lower case, and no two names look alike. */
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._@+=~-]{1,254}");

    /** @throws com.acmecrm.integration.problem.ProblemException 400 if it cannot be read as a user, 422 if it breaks a rule */
    static NewUser of(JsonObject body, PasswordRules rules) {
        UserShape.check(body, NAMES);
        String username = body.getString("username", "");
        String password = body.getString("password", "");
        String role = body.getString("role", "");
        List<FieldError> errors = new ArrayList<>();
        rules.fault(password, username).ifPresent(fault -> errors.add(new FieldError("/password", fault)));
        if (Role.find(role).isEmpty()) {
            errors.add(UserShape.unknownRole());
        }
        if (!USERNAME.matcher(username).matches()) {
            errors.add(new FieldError("/username", "must be 1 to 254 of A-Z, a-z, 0-9 and ._@+=~-"));
        }
        UserShape.refuseInvalid(errors);
        return new NewUser(username, password, Role.find(role).orElseThrow());
    }

    /** Without name and password. */
    @Override
    public String toString() {
        return "NewUser[role=" + role + "]";
    }
}
