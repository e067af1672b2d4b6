package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.RequestId;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** A problem on the wire (RFC 9457). */
final class Problem {

    static final String MEDIA_TYPE = "application/problem+json";

    private Problem() {}

    static JsonObject of(ProblemException problem, HttpServletRequest request) {
        return of(problem.type(), problem.getMessage(), problem.errors(), problem.members(), request);
    }

    static JsonObject of(
            ProblemType type, String detail, List<FieldError> errors, JsonObject members, HttpServletRequest request) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("type", type.uri())
                .add("title", type.title())
                .add("status", type.status())
                .add("detail", detail)
                .add("instance", RequestId.path(request))
                .add("requestId", RequestId.of(request));
        if (type == ProblemType.SERVICE_UNAVAILABLE) {
            Outcome.NONE.toMembers().forEach(json::add); // unless the members say otherwise
        }
        members.forEach(json::add);
        if (!errors.isEmpty()) {
            json.add("errors", array(errors));
        }
        return json.build();
    }

    private static JsonArrayBuilder array(List<FieldError> errors) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        errors.forEach(error -> array.add(error.toJson()));
        return array;
    }
}
