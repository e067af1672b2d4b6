package com.acmecrm.integration.property;

import com.acmecrm.integration.property.RawRequest.Framing;
import java.util.List;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** The kinds of what clients, proxies and attackers send and no document describes. */
enum Twist {
    NUMBER(Texts.ODD_NUMBERS, (request, number) -> Texts.replaceSomeValue(request, number)),
    VALUE(Texts.ODD_VALUES, (request, value) -> Texts.replaceSomeValue(request, RawRequest.utf8(value))),
    MEMBER(
            Texts.ODD_MEMBERS,
            (request, member) -> request.withBody(request.body().replaceFirst("\\{", Texts.literal("{" + member)))),
    NO_BODY(
            List.of("Content-Type", "Content-Type and length", "length", "chunks", ""),
            (request, what) -> Texts.withoutBody(request, what)),
    BODY(Texts.ODD_BODIES, (request, body) -> request.withBody(RawRequest.utf8(body))),
    BODY_BYTES(
            List.of("BOM", "FF", "C3 at the end", "UTF-16", "gzip", "deflate, not declared", "cut", "junk after"),
            (request, what) -> Texts.bodyOfOtherBytes(request, what)),
    BODY_OF_ANY_METHOD(
            List.of("{}", "x", ""),
            (request, body) -> request.with("Content-Type", "application/json").withBody(body)),
    CHUNKED(List.of(""), (request, nothing) -> request.withFraming(Framing.CHUNKED)),
    METHOD(Texts.ODD_METHODS, RawRequest::withMethod),
    CONTENT_TYPE(Texts.ODD_CONTENT_TYPES, (request, type) -> request.with("Content-Type", type)),
    ACCEPT(Texts.ODD_ACCEPTS, (request, type) -> request.with("Accept", type)),
    QUERY(Texts.ODD_QUERIES, RawRequest::andParameter),
    END_OF_PATH(Texts.ODD_PATH_ENDS, (request, end) -> request.withPath(request.path() + end)),
    SEGMENT(
            Texts.ODD_SEGMENTS,
            (request, segment) ->
                    request.withPath(request.path().replaceFirst("\\{[a-zA-Z]+}|[^/]+$", Texts.literal(segment)))),
    SLASH(
            List.of("//", "/./", "/../", "/;a=b/", "/%2F", "/%2e/", "/%2E%2E/", "\\"),
            (request, slash) -> request.withPath(request.path().replaceFirst("(?<=.)/", Texts.literal(slash)))),
    START_OF_PATH(
            List.of(
                    "/",
                    "/.",
                    "/..",
                    "/WEB-INF",
                    "/META-INF",
                    "/web-inf",
                    "/%57EB-INF",
                    "/;",
                    "/api",
                    "http://{authority}"),
            (request, start) -> request.withPath(start + request.path())),
    HEADER(Texts.ODD_HEADERS, (request, header) -> request.with(header.split("=", 2)[0], header.split("=", 2)[1])),
    PRECONDITION(
            Texts.ODD_ETAGS, (request, tag) -> request.with(tag.length() % 2 == 0 ? "If-Match" : "If-None-Match", tag)),
    IDEMPOTENCY_KEY(
            List.of(
                    "",
                    "\"\"",
                    "\"",
                    "a b",
                    "k".repeat(255),
                    "k".repeat(256),
                    "\"" + "k".repeat(255) + "\"",
                    "caf\u00e9",
                    "\t"),
            (request, key) -> request.with("Idempotency-Key", key)),
    CURSOR(
            List.of(
                    "",
                    "x",
                    ".",
                    "e30.e30",
                    "%00",
                    "a".repeat(5_000),
                    "{cursor:/api/contacts}x",
                    "{cursor:/api/users}"),
            (request, cursor) -> request.andParameter("cursor=" + cursor)),
    LENGTH(
            List.of("9000", "20000"),
            (request, length) -> request.andParameter("q=" + "x".repeat(Integer.parseInt(length)))),
    HEADER_LENGTH(
            List.of("3000", "9000", "20000"),
            (request, length) -> request.plus("X-Long", "x".repeat(Integer.parseInt(length))));

    private final List<String> values;
    private final BiFunction<RawRequest, String, RawRequest> change;

    Twist(List<String> values, BiFunction<RawRequest, String, RawRequest> change) {
        this.values = values;
        this.change = change;
    }

    Arbitrary<Edit> edits() {
        return Arbitraries.of(values)
                .map(value -> new Edit(
                        name() + " " + (value.length() > 40 ? value.length() + " characters" : value),
                        request -> change.apply(request, value)));
    }
}
