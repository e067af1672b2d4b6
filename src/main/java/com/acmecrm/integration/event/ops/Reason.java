package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.platform.JsonPointers;
import com.acmecrm.integration.platform.text.CodePoints;
import com.acmecrm.integration.platform.text.VisibleText;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/** Why someone does something: 1 to 500 characters, one of them visible, kept with the event. */
final class Reason {

    private static final String NAME = "reason";
    private static final int MAX = 500;

    private Reason() {}

    /** @throws ProblemException 400 for other properties, 422 if it is missing or too long */
    static String required(JsonObject body) {
        List<FieldError> malformed = new ArrayList<>();
        body.forEach((name, value) -> {
            if (!name.equals(NAME)) {
                malformed.add(
                        new FieldError("/" + JsonPointers.escape(name), "is not a property here; known is reason"));
            } else if (!(value instanceof JsonString)) {
                malformed.add(new FieldError("/" + NAME, "must be a string"));
            }
        });
        refuse(ProblemType.INVALID_REQUEST, malformed);
        List<FieldError> invalid = new ArrayList<>();
        String reason = check(body, invalid);
        refuse(ProblemType.INVALID_FIELDS, invalid);
        return reason;
    }

    /** As {@link #required}, but may be absent: then it is empty. */
    static String optional(JsonObject body) {
        return body.isEmpty() ? "" : required(body);
    }

    /** Adds what is wrong to the errors. */
    static String check(JsonObject body, List<FieldError> errors) {
        String reason = body.getString(NAME, "").strip();
        if (!VisibleText.isVisible(reason) || !CodePoints.isAtMost(MAX, reason)) {
            errors.add(new FieldError("/" + NAME, "must be 1 to " + MAX + " characters"));
        }
        return reason;
    }

    private static void refuse(ProblemType type, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw ProblemException.ofFields(type, errors);
        }
    }
}
