package com.acmecrm.integration.auth;

import com.acmecrm.integration.platform.JsonPointers;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What someone signs in with. */
record LoginRequest(String username, String password) {

    private static final Set<String> NAMES = Set.of("username", "password");

    /** @throws ProblemException 400 for a property that is unknown or no string, 422 for one that is missing */
    static LoginRequest of(JsonObject body) {
        List<FieldError> malformed = new ArrayList<>();
        body.forEach((name, value) -> {
            if (!NAMES.contains(name)) {
                malformed.add(new FieldError("/" + JsonPointers.escape(name), "is not a property of a login"));
            } else if (!(value instanceof JsonString)) {
                malformed.add(new FieldError("/" + name, "must be a string"));
            }
        });
        refuse(ProblemType.INVALID_REQUEST, malformed);
        refuse(
                ProblemType.INVALID_FIELDS,
                NAMES.stream()
                        .filter(name -> body.getString(name, "").isEmpty())
                        .sorted()
                        .map(name -> new FieldError("/" + name, "must not be empty"))
                        .toList());
        return new LoginRequest(body.getString("username"), body.getString("password"));
    }

    private static void refuse(ProblemType type, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw ProblemException.ofFields(type, errors);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "LoginRequest[username=" + username + "]";
    }
}
