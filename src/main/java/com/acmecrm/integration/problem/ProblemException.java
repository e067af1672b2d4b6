package com.acmecrm.integration.problem;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A request that is answered with a problem. Thrown anywhere, translated at the edge; a transaction that it passes
 * through rolls back.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<FieldError> errors;
    private final transient JsonObject members;
    private final transient Map<String, String> headers;

    private ProblemException(
            ProblemType type, String detail, List<FieldError> errors, JsonObject members, Map<String, String> headers) {
        super(detail);
        this.type = type;
        this.errors = errors;
        this.members = members;
        this.headers = headers;
    }

    /** @param detail what happened and what to do about it, for the client's developer */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of(), JsonValue.EMPTY_JSON_OBJECT, Map.of());
    }

    /** 503 for a request that has changed nothing and may be sent again in a second. */
    public static ProblemException unavailable(String detail) {
        return unavailable(detail, Outcome.NONE);
    }

    static ProblemException unavailable(String detail, Outcome outcome) {
        return new ProblemException(
                ProblemType.SERVICE_UNAVAILABLE, detail, List.of(), outcome.toMembers(), Map.of("Retry-After", "1"));
    }

    /** A problem with one or more fields of the body; names all of them at once. */
    public static ProblemException ofFields(ProblemType type, List<FieldError> errors) {
        String detail = errors.size() == 1 ? "One field is at fault." : errors.size() + " fields are at fault.";
        return new ProblemException(type, detail, List.copyOf(errors), JsonValue.EMPTY_JSON_OBJECT, Map.of());
    }

    /** @param extension members beside the standard ones (RFC 9457, section 3.2) */
    public ProblemException with(JsonObject extension) {
        return new ProblemException(type, getMessage(), errors, extension, headers);
    }

    public ProblemException withHeader(String name, String value) {
        return new ProblemException(type, getMessage(), errors, members, Map.of(name, value));
    }

    /** The same problem of a value that is part of a larger body: its pointers begin further out. */
    public ProblemException at(UnaryOperator<String> place) {
        List<FieldError> placed = errors.stream()
                .map(error -> new FieldError(place.apply(error.pointer()), error.detail()))
                .toList();
        return new ProblemException(type, getMessage(), placed, members, headers);
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public JsonObject members() {
        return members;
    }

    Map<String, String> headers() {
        return headers;
    }
}
