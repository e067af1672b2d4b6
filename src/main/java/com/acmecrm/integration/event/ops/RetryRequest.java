package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.platform.JsonPointers;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A retry by filter.
 *
 * @param dryRun only count
 */
record RetryRequest(EventFilter filter, boolean dryRun, String reason) {

    private static final Set<String> NAMES = Set.of("filter", "dryRun", "reason");

    /** @throws ProblemException 400 for what cannot be read, 422 for what is missing or cannot be */
    static RetryRequest of(JsonObject body) {
        List<FieldError> malformed = new ArrayList<>();
        body.forEach((name, value) -> shape(name, value, malformed));
        refuse(ProblemType.INVALID_REQUEST, malformed);
        boolean dryRun = body.getBoolean("dryRun", false);
        List<FieldError> invalid = new ArrayList<>();
        if (!body.containsKey("filter")) {
            invalid.add(new FieldError("/filter", "must be there; {} is everything that has failed"));
        }
        EventFilter filter = EventFilter.of(
                body.getOrDefault("filter", JsonValue.EMPTY_JSON_OBJECT).asJsonObject());
        filter.faults().forEach(fault -> invalid.add(new FieldError("/filter" + fault.pointer(), fault.detail())));
        if (!filter.values().getOrDefault("status", "failed").equals("failed")) {
            invalid.add(new FieldError("/filter/status", "can only be failed: nothing else is retried"));
        }
        String reason = dryRun && !body.containsKey("reason") ? "" : Reason.check(body, invalid);
        refuse(ProblemType.INVALID_FIELDS, invalid);
        return new RetryRequest(filter, dryRun, reason);
    }

    private static void shape(String name, JsonValue value, List<FieldError> malformed) {
        String pointer = "/" + JsonPointers.escape(name);
        switch (name) {
            case "filter" -> filter(value, malformed);
            case "dryRun" -> require(isBoolean(value), pointer, "must be true or false", malformed);
            case "reason" -> require(value instanceof JsonString, pointer, "must be a string", malformed);
            default -> require(false, pointer, "is not a property of a retry; known are " + sorted(NAMES), malformed);
        }
    }

    private static void filter(JsonValue value, List<FieldError> malformed) {
        if (!(value instanceof JsonObject filter)) {
            require(false, "/filter", "must be an object", malformed);
            return;
        }
        filter.forEach((name, condition) -> {
            String pointer = "/filter/" + JsonPointers.escape(name);
            require(EventFilter.NAMES.contains(name), pointer, "is no filter", malformed);
            require(condition instanceof JsonString, pointer, "must be a string", malformed);
        });
    }

    private static boolean isBoolean(JsonValue value) {
        return value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE);
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private static void require(boolean holds, String pointer, String detail, List<FieldError> errors) {
        if (!holds) {
            errors.add(new FieldError(pointer, detail));
        }
    }

    private static void refuse(ProblemType type, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw ProblemException.ofFields(type, errors);
        }
    }
}
