package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.platform.JsonPointers;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names and types of what clients send about users. */
final class UserShape {

    private static final String FLAG = "disabled";

    private UserShape() {}

    /** @throws ProblemException 400 with every property that is unknown or of the wrong type */
    static void check(JsonObject body, Set<String> known) {
        List<FieldError> errors = new ArrayList<>();
        body.forEach((name, value) -> {
            if (!known.contains(name)) {
                errors.add(new FieldError("/" + JsonPointers.escape(name), "is not a property here"));
            } else if (name.equals(FLAG) ? !isFlag(value) : value.getValueType() != JsonValue.ValueType.STRING) {
                errors.add(
                        new FieldError("/" + name, name.equals(FLAG) ? "must be true or false" : "must be a string"));
            }
        });
        refuse(ProblemType.INVALID_REQUEST, errors);
    }

    /** @throws ProblemException 422 with all of these, if there are any */
    static void refuseInvalid(List<FieldError> errors) {
        refuse(ProblemType.INVALID_FIELDS, errors);
    }

    static FieldError unknownRole() {
        return new FieldError("/role", "must be admin, editor or viewer");
    }

    private static boolean isFlag(JsonValue value) {
        return value.getValueType() == JsonValue.ValueType.TRUE || value.getValueType() == JsonValue.ValueType.FALSE;
    }

    private static void refuse(ProblemType type, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw ProblemException.ofFields(type, errors);
        }
    }
}
