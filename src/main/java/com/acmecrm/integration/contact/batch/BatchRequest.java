package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * Changes that a client wants to be made together.
 *
 * @param atomic whether all are made or none
 */
record BatchRequest(boolean atomic, List<Operation> operations) {

    static final int MAX_OPERATIONS = 1_000;

    /** @throws ProblemException 400 if it cannot be read, 422 if there is no operation or too many */
    static BatchRequest of(JsonObject body) {
        BatchShape.check(body);
        List<JsonObject> operations = body.getJsonArray("operations").getValuesAs(JsonObject.class);
        if (operations.isEmpty() || operations.size() > MAX_OPERATIONS) {
            throw ProblemException.ofFields(
                    ProblemType.INVALID_FIELDS,
                    List.of(new FieldError("/operations", "must be 1 to 1,000 operations")));
        }
        boolean atomic = body.containsKey("atomic") && !body.isNull("atomic") && body.getBoolean("atomic");
        return new BatchRequest(atomic, operations.stream().map(Operation::of).toList());
    }
}
