package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.contact.ContactPatch;
import com.acmecrm.integration.platform.JsonPointers;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Looks at names and types only: whether a body can be read as a batch at all. */
final class BatchShape {

    private static final Set<String> MEMBERS = Set.of("atomic", "operations");
    private static final Set<String> SCALARS = Set.of("id", "source", "sourceId", "version");
    private static final Set<String> CONTENTS = Set.of("contact", "patch");

    /** More would say no more, and might be a million. */
    private static final int MAX_ERRORS = 100;

    private final List<FieldError> errors = new ArrayList<>();

    private BatchShape() {}

    /** @throws ProblemException 400 with every place that is unknown or of the wrong type */
    static void check(JsonObject batch) {
        BatchShape shape = new BatchShape();
        shape.batch(batch);
        if (!shape.errors.isEmpty()) {
            throw ProblemException.ofFields(
                    ProblemType.INVALID_REQUEST, shape.errors.subList(0, Math.min(MAX_ERRORS, shape.errors.size())));
        }
    }

    private void batch(JsonObject batch) {
        batch.keySet().stream()
                .filter(name -> !MEMBERS.contains(name))
                .forEach(name -> refuse("/" + JsonPointers.escape(name), "is not a property of a batch"));
        JsonValue atomic = batch.getOrDefault("atomic", JsonValue.FALSE);
        if (!Set.of(JsonValue.TRUE, JsonValue.FALSE, JsonValue.NULL).contains(atomic)) {
            refuse("/atomic", "must be true or false");
        }
        if (batch.get("operations") instanceof JsonArray operations) {
            operations(operations);
        } else {
            refuse("/operations", "must be an array of operations");
        }
    }

    private void operations(JsonArray operations) {
        for (int index = 0; index < operations.size() && errors.size() < MAX_ERRORS; index++) {
            String place = "/operations/" + index;
            if (operations.get(index) instanceof JsonObject operation) {
                operation(place, operation);
            } else {
                refuse(place, "must be an object");
            }
        }
    }

    private void operation(String place, JsonObject operation) {
        if (!(operation.get("op") instanceof JsonString op)
                || Kind.find(op.getString()).isEmpty()) {
            refuse(place + "/op", "must be create, update, upsert or delete");
        }
        operation.forEach((name, value) -> member(place, name, value));
    }

    private void member(String place, String name, JsonValue value) {
        if (JsonValue.NULL.equals(value) && (CONTENTS.contains(name) || SCALARS.contains(name))) {
            return; // as if it were absent
        }
        if (CONTENTS.contains(name)) {
            content(place + "/" + name, value);
        } else if (SCALARS.contains(name)) {
            shapeOf(place, JSON.createObjectBuilder().add(name, value).build());
        } else if (!name.equals("op")) {
            refuse(place + "/" + JsonPointers.escape(name), "is not a property of an operation");
        }
    }

    private void content(String place, JsonValue value) {
        if (value instanceof JsonObject content) {
            shapeOf(place, content);
        } else {
            refuse(place, "must be an object");
        }
    }

    /** A contact's members are of the same types wherever they stand. */
    private void shapeOf(String place, JsonObject contact) {
        try {
            ContactPatch.of(contact);
        } catch (ProblemException misshapen) {
            errors.addAll(misshapen.at(pointer -> place + pointer).errors());
        }
    }

    private void refuse(String pointer, String detail) {
        errors.add(new FieldError(pointer, detail));
    }
}
