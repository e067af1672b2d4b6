package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.ContactPatch;
import com.acmecrm.integration.platform.JsonIntegers;
import com.acmecrm.integration.platform.JsonPointers;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * A repair that a client asks for.
 *
 * @param body of the right shape
 */
record RepairRequest(JsonObject body) {

    private static final String FROM = "from";
    private static final String VERSION = "version";

    /** @throws ProblemException 400 if a property is unknown or of the wrong type */
    static RepairRequest of(JsonObject body) {
        List<FieldError> errors = new ArrayList<>();
        body.forEach((name, value) -> fault(name, value)
                .map(detail -> new FieldError("/" + JsonPointers.escape(name), detail))
                .ifPresent(errors::add));
        if (!errors.isEmpty()) {
            throw ProblemException.ofFields(ProblemType.INVALID_REQUEST, errors);
        }
        return new RepairRequest(body);
    }

    /**
     * Whose values shall hold.
     *
     * @throws ProblemException 422 if that is not said
     */
    Side from() {
        return Side.find(body.getString(FROM, ""))
                .orElseThrow(() -> ProblemException.ofFields(
                        ProblemType.INVALID_FIELDS,
                        List.of(new FieldError("/" + FROM, "must be internal or acmecrm"))));
    }

    /** A patch of nothing that is for the same version. */
    ContactPatch precondition() {
        JsonObjectBuilder patch = JSON.createObjectBuilder();
        if (body.containsKey(VERSION)) {
            patch.add(VERSION, body.get(VERSION));
        }
        return new ContactPatch(patch.build());
    }

    private static Optional<String> fault(String name, JsonValue value) {
        return switch (name) {
            case FROM -> value instanceof JsonString ? Optional.empty() : Optional.of("must be a string");
            case VERSION ->
                JsonIntegers.of(value).isPresent() ? Optional.empty() : Optional.of("must be a whole number");
            default -> Optional.of("is not a property of a repair; known are from, version");
        };
    }
}
