package com.acmecrm.integration.auth.user;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an administrator changes of a user; what is absent stays, whatever it is by then. */
record UserPatch(Optional<Role> role, Optional<Boolean> disabled) {

    private static final Set<String> NAMES = Set.of("role", "disabled");

    /** @throws com.acmecrm.integration.problem.ProblemException 400 if it cannot be read, 422 if there is no such role */
    static UserPatch of(JsonObject body) {
        UserShape.check(body, NAMES);
        Optional<Role> role = Role.find(body.getString("role", ""));
        if (body.containsKey("role") && role.isEmpty()) {
            UserShape.refuseInvalid(List.of(UserShape.unknownRole()));
        }
        return new UserPatch(
                role, body.containsKey("disabled") ? Optional.of(body.getBoolean("disabled")) : Optional.empty());
    }
}
