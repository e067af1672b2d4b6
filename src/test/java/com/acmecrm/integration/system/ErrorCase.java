package com.acmecrm.integration.system;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The error table of the contract: what comes in, and what is answered. */
enum ErrorCase {
    NOT_JSON(400, "invalid-request", post("{")),
    NO_BODY(400, "invalid-request", post("")),
    NO_OBJECT(400, "invalid-request", post("[]")),
    TEXT_BEHIND_THE_BODY(400, "invalid-request", post("{} {}")),
    NOT_UTF_8(400, "invalid-request", post(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xC3, '"', '}'}))),
    SECOND_BYTE_ORDER_MARK(400, "invalid-request", post("\uFEFF\uFEFF{}")),
    REPEATED_NAME(400, "invalid-request", post("{\"notes\":\"a\",\"notes\":\"b\"}"), "/notes"),
    UNKNOWN_PROPERTY(400, "invalid-request", post("{\"nick/name\":\"a\"}"), "/nick~1name"),
    UNKNOWN_ADDRESS_MEMBER(400, "invalid-request", post("{\"address\":{\"planet\":\"a\"}}"), "/address/planet"),
    WRONG_TYPE(400, "invalid-request", post("{\"firstName\":1,\"tags\":[\"a\",2]}"), "/firstName", "/tags/1"),
    ZERO_CHARACTER(400, "invalid-request", post("{\"notes\":\"a\\u0000b\"}"), "/notes"),
    ZERO_CHARACTER_IN_A_NAME(400, "invalid-request", post("{\"customFields\":{\"a\\u0000\":1}}"), "/customFields/a\0"),
    HALF_A_SURROGATE_PAIR(400, "invalid-request", post("{\"tags\":[\"\\ud83c\"]}"), "/tags/0"),
    ABSURD_EXPONENT(400, "invalid-request", post("{\"customFields\":{\"n\":1e999999999}}"), "/customFields/n"),
    EXPONENT_BEYOND_INT(400, "invalid-request", post("{\"customFields\":{\"n\":-1e-2147483649}}"), "/customFields/n"),
    ABSURD_PRECISION(
            400,
            "invalid-request",
            post("{\"customFields\":{\"n\":%s}}".formatted("1".repeat(500))),
            "/customFields/n"),
    ABSURD_VERSION(400, "invalid-request", patch("{\"version\":1e400}"), "/version"),
    VERSION_AS_TEXT(400, "invalid-request", patch("{\"version\":\"1\"}"), "/version"),
    NESTED_TOO_DEEP(400, "invalid-request", post("{\"customFields\":%s1%s}".formatted("[".repeat(40), "]".repeat(40)))),
    NESTED_ABSURDLY(400, "invalid-request", post("[".repeat(100_000))),
    BAD_CURSOR(400, "invalid-request", get("/api/contacts?cursor=x")),
    BAD_LIMIT(400, "invalid-request", get("/api/contacts?limit=1000")),
    UNKNOWN_PARAMETER(400, "invalid-request", get("/api/contacts?page=1")),
    LOGIN_WITH_WRONG_TYPE(
            400, "invalid-request", call("POST", "/api/auth/login", text("{\"username\":1}")), "/username"),
    UNKNOWN_ID(404, "not-found", get("/api/contacts/" + UUID.randomUUID())),
    ID_THAT_IS_NO_UUID(404, "not-found", get("/api/contacts/42")),
    ADDRESS_UNDER_API(404, "not-found", get("/api/nothing")),
    ADDRESS_OUTSIDE_API(404, "not-found", get("/nothing")),
    WRONG_METHOD(405, "method-not-allowed", call("PUT", "/api/contacts", text("{}"))),
    OPTIONS(405, "method-not-allowed", call("OPTIONS", "/api/contacts", text(""))),
    SERVERS_OWN_DESCRIPTION(404, "not-found", get("/api/application.wadl")),
    WRONG_MEDIA_TYPE(
            415,
            "unsupported-media-type",
            request -> request.uri(uri("/api/contacts"))
                    .POST(text("a=b"))
                    .setHeader("Content-Type", "application/x-www-form-urlencoded")),
    CONTENT_CODING(
            415,
            "unsupported-media-type",
            request -> request.uri(uri("/api/contacts")).POST(text("{}")).setHeader("Content-Encoding", "gzip")),
    WRONG_ACCEPT(
            406,
            "not-acceptable",
            request -> request.uri(uri("/api/contacts"))
                    .setHeader("Accept", "image/png")
                    .GET()),
    BODY_TOO_LARGE(413, "payload-too-large", post("{\"notes\":\"%s\"}".formatted("x".repeat(1024 * 1024)))),
    BODY_TOO_LARGE_UNANNOUNCED(
            413,
            "payload-too-large",
            post(BodyPublishers.fromPublisher(text("{\"notes\":\"%s\"}".formatted("x".repeat(1024 * 1024)))))),
    ADDRESS_TOO_LONG(414, "uri-too-long", get("/api/contacts?cursor=" + "x".repeat(9_000))),
    HEADERS_TOO_LARGE(
            431,
            "headers-too-large",
            request -> request.uri(uri("/api/contacts"))
                    .setHeader("X-Long", "x".repeat(17_000))
                    .GET()),
    INVALID_FIELDS(
            422,
            "invalid-fields",
            post("""
                    {"firstName":" ","email":"@","phone":"%s","status":"x","source":"A","sourceId":"a:b","id":"x",
                     "customFields":{"a":{"b":{"c":{"d":{"e":{}}}}}}}""".formatted("1".repeat(51))),
            "/customFields",
            "/email",
            "/firstName",
            "/id",
            "/lastName",
            "/phone",
            "/source",
            "/sourceId",
            "/status"),
    LOGIN_WITHOUT_PASSWORD(
            422, "invalid-fields", call("POST", "/api/auth/login", text("{\"username\":\"a\"}")), "/password");

    private final int status;
    private final String slug;
    private final Call call;
    private final String[] pointers;

    ErrorCase(int status, String slug, Call call, String... pointers) {
        this.status = status;
        this.slug = slug;
        this.call = call;
        this.pointers = pointers;
    }

    int status() {
        return status;
    }

    String slug() {
        return slug;
    }

    /** The places at fault, as the answer must name them; none where no field is to blame. */
    String[] pointers() {
        return pointers;
    }

    Answer send(Api api) {
        return api.send(call.on(api.request("/").header("Content-Type", "application/json")));
    }

    private static Call get(String path) {
        return request -> request.uri(uri(path)).GET();
    }

    private static Call post(String body) {
        return post(text(body));
    }

    private static Call post(BodyPublisher body) {
        return call("POST", "/api/contacts", body);
    }

    private static Call patch(String body) {
        return call("PATCH", "/api/contacts/" + UUID.randomUUID(), text(body));
    }

    private static Call call(String method, String path, BodyPublisher body) {
        return request -> request.uri(uri(path)).method(method, body);
    }

    private static BodyPublisher text(String body) {
        return BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    }

    private static java.net.URI uri(String path) {
        return Environment.application().resolve(path);
    }

    /** Makes a request what it is. */
    private interface Call {

        HttpRequest.Builder on(HttpRequest.Builder request);
    }
}
