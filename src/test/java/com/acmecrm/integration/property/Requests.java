package com.acmecrm.integration.property;

import com.acmecrm.integration.openapi.Operation;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Requests as the document describes them: most could be answered by a success. */
final class Requests {

    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final double OPTIONAL_LEFT_OUT = 0.75;
    private static final double REQUIRED_LEFT_OUT = 0.1;

    private static final List<String> ODD_IDS =
            List.of("{random}", "42", "x", "0", "-1", "99999999999999999999", "%C3%BC", "1e9", "a".repeat(300));

    private Requests() {}

    static Arbitrary<RawRequest> of(Operation operation) {
        return Combinators.combine(
                        path(operation), query(operation), headers(operation), body(operation), caller(operation))
                .as((path, query, headers, body, caller) -> caller.andThen(body)
                        .andThen(headers)
                        .apply(RawRequest.of(operation.method(), path).withQuery(query)));
    }

    private static Arbitrary<String> path(Operation operation) {
        return operation.parameters("path").stream()
                .map(name -> segment(operation, name).map(value -> Map.entry("{" + name + "}", value)))
                .reduce(
                        Arbitraries.just(operation.path()),
                        (path, value) -> Combinators.combine(path, value)
                                .as((text, entry) -> text.replace(entry.getKey(), entry.getValue())),
                        (one, other) -> one);
    }

    private static Arbitrary<String> segment(Operation operation, String name) {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(thing(operation, name))), Tuple.of(1, Arbitraries.of(ODD_IDS)));
    }

    private static String thing(Operation operation, String name) {
        return switch (name) {
            case "jti" -> "{session}";
            case "source" -> "fuzz";
            case "sourceId" -> "{sourceId}";
            case "slug" -> "not-found";
            default ->
                operation.path().startsWith("/api/events/retries")
                        ? "{retry}"
                        : operation.path().startsWith("/api/events")
                                ? "{event}"
                                : operation.path().startsWith("/api/users") ? "{user}" : "{contact}";
        };
    }

    private static Arbitrary<String> query(Operation operation) {
        List<Arbitrary<String>> parameters = new ArrayList<>();
        operation.parameters().values().stream()
                .filter(parameter -> parameter.getString("in").equals("query"))
                .forEach(parameter -> parameters.add(parameter(operation, parameter)));
        return Combinators.combine(parameters).as(given -> {
            List<String> present = given.stream().filter(each -> each != null).toList();
            return present.isEmpty() ? "" : "?" + String.join("&", present);
        });
    }

    private static Arbitrary<String> parameter(Operation operation, JsonObject parameter) {
        String name = parameter.getString("name");
        Arbitrary<String> value = switch (name) {
            case "cursor" -> Arbitraries.of("{cursor:" + operation.path() + "}", "x");
            case "userId" -> Arbitraries.of("{user}", "999999", "x");
            default -> SchemaValues.texts(name, parameter.get("schema")).map(Requests::encoded);
        };
        boolean required = parameter.getBoolean("required", false);
        return value.map(text -> name + "=" + text).injectNull(required ? REQUIRED_LEFT_OUT : OPTIONAL_LEFT_OUT);
    }

    /** The names of {@link Things} stay as they are. */
    private static String encoded(String text) {
        return text.startsWith("{") ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Arbitrary<UnaryOperator<RawRequest>> headers(Operation operation) {
        Arbitrary<UnaryOperator<RawRequest>> accept = Arbitraries.of(
                        "*/*", "application/json", "application/json, text/*;q=0.5")
                .injectNull(0.5)
                .map(value -> header("Accept", value));
        return operation.parameters("header").stream()
                .map(name -> headerValue(name).injectNull(0.6).map(value -> header(name, value)))
                .reduce(
                        accept,
                        (one, other) -> Combinators.combine(one, other)
                                .as((first, second) -> request -> second.apply(first.apply(request))));
    }

    private static Arbitrary<String> headerValue(String name) {
        return switch (name) {
            case "If-Match", "If-None-Match" -> Arbitraries.of("\"1\"", "\"1\", \"2\"", "*", "\"999\"", "W/\"1\"");
            case "Idempotency-Key" -> Arbitraries.of("{random}", "\"{random}\"", "fuzz");
            default -> Arbitraries.of("1747708585761123-7f7a1d5e-3a53-4c0b-9c44-1f0f6f0f2c11", "x");
        };
    }

    private static UnaryOperator<RawRequest> header(String name, String value) {
        return request -> value == null ? request : request.plus(name, value);
    }

    private static Arbitrary<UnaryOperator<RawRequest>> body(Operation operation) {
        JsonObject content = operation.requestContent();
        if (content.isEmpty()) {
            boolean isUsual = METHODS_WITH_BODY.contains(operation.method());
            return Arbitraries.just(request -> isUsual ? request.withFraming(RawRequest.Framing.LENGTH) : request);
        }
        return Arbitraries.of(content.keySet())
                .flatMap(type -> json(content.getJsonObject(type))
                        .map(body ->
                                request -> request.with("Content-Type", type).withBody(RawRequest.utf8(body))));
    }

    private static Arbitrary<String> json(JsonObject media) {
        Arbitrary<String> fromSchema = SchemaValues.of("", media.get("schema")).map(JsonValue::toString);
        if (!media.containsKey("examples")) {
            return fromSchema;
        }
        List<String> examples = media.getJsonObject("examples").values().stream()
                .map(example -> example.asJsonObject().get("value").toString())
                .toList();
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.of(examples)), Tuple.of(2, fromSchema));
    }

    /** Who is at an open address sends no token. */
    private static Arbitrary<UnaryOperator<RawRequest>> caller(Operation operation) {
        Arbitrary<String> token = Arbitraries.frequency(
                Tuple.of(12, "Bearer {token:admin}"),
                Tuple.of(4, "Bearer {token:editor}"),
                Tuple.of(3, "Bearer {token:viewer}"),
                Tuple.of(1, "bearer {token:admin}"),
                Tuple.of(1, "Bearer  {token:admin}"),
                Tuple.of(1, "Bearer junk"),
                Tuple.of(1, "Bearer"),
                Tuple.of(1, "Basic YWRtaW46YWRtaW4="));
        double absent = operation.json().getJsonArray("security").isEmpty() ? 0.9 : 0.08;
        return token.injectNull(absent).map(value -> header("Authorization", value));
    }
}
