package com.acmecrm.integration.problem;

import java.util.Arrays;
import java.util.Optional;

/** Every kind of problem that a client can meet, with the status it comes with. */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", 400, "The request could not be understood"),
    QUERY_TOO_BROAD("query-too-broad", 400, "The query is too broad"),
    UNAUTHORIZED("unauthorized", 401, "A valid token is needed"),
    FORBIDDEN("forbidden", 403, "Not allowed"),
    NOT_FOUND("not-found", 404, "Not found"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No acceptable format"),
    DUPLICATE_CONTACT("duplicate-contact", 409, "The contact exists already"),
    DUPLICATE_USER("duplicate-user", 409, "The user exists already"),
    WRONG_STATE("wrong-state", 409, "Not possible in this state"),
    STALE_VERSION("stale-version", 409, "The contact has changed"),
    IDEMPOTENCY_KEY_IN_USE("idempotency-key-in-use", 409, "The same request is being carried out"),
    PRECONDITION_FAILED("precondition-failed", 412, "A precondition does not hold"),
    URI_TOO_LONG("uri-too-long", 414, "The address is too long"),
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
    INVALID_FIELDS("invalid-fields", 422, "Fields are invalid"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The key was another request's"),
    FAILED_DEPENDENCY("failed-dependency", 424, "Another part of the call has failed"),
    PRECONDITION_REQUIRED("precondition-required", 428, "The version is missing"),
    QUOTA_EXCEEDED("quota-exceeded", 429, "Too many requests"),
    HEADERS_TOO_LARGE("headers-too-large", 431, "The headers are too large"),
    INTERNAL_ERROR("internal-error", 500, "Something went wrong"),
    SERVICE_UNAVAILABLE("service-unavailable", 503, "Temporarily unavailable");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    String slug() {
        return slug;
    }

    String title() {
        return title;
    }

    /** The problem's {@code type}: a reference relative to this service. */
    String uri() {
        return "/problems/" + slug;
    }

    static Optional<ProblemType> find(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
    }

    /** The general kind for a status that the server or JAX-RS has chosen; 4xx and 5xx that we do not name are 400 and 500. */
    static ProblemType ofStatus(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status == status)
                .findFirst()
                .orElse(status >= 500 ? INTERNAL_ERROR : INVALID_REQUEST);
    }
}
