package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.QueryParameters;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * The contacts that meet every condition.
 *
 * @param values as the client gave them
 * @param operands the same as SQL takes them, in the order of the conditions
 */
record ContactFilter(Map<ContactCondition, String> values, List<Object> operands) {

    /** @throws ProblemException 400 if a condition cannot have its value */
    static ContactFilter of(QueryParameters parameters) {
        Map<ContactCondition, String> values = new EnumMap<>(ContactCondition.class);
        List<Object> operands = new ArrayList<>();
        for (ContactCondition condition : ContactCondition.values()) {
            parameters.text(condition.parameter()).ifPresent(value -> {
                values.put(condition, value);
                operands.add(condition.operand(value));
            });
        }
        return new ContactFilter(values, operands);
    }

    boolean isSearch() {
        return values.containsKey(ContactCondition.Q);
    }

    /** In SQL. */
    List<String> conditions() {
        return values.keySet().stream().map(ContactCondition::sql).toList();
    }

    JsonObject toJson() {
        Map<String, Object> json = new TreeMap<>();
        values.forEach((condition, value) -> json.put(condition.parameter(), value));
        return JSON.createObjectBuilder(json).build();
    }
}
