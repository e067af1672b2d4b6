package com.acmecrm.integration.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an operation may answer with one status.
 *
 * @param headers by name, references resolved
 * @param content by media type; empty where there is no body
 * @param examples their names
 * @param problems the {@code type} of each example that is a problem
 */
record DocumentedResponse(
        Map<String, JsonObject> headers, JsonObject content, Set<String> examples, Set<String> problems) {

    static DocumentedResponse of(Description description, JsonObject json) {
        Map<String, JsonObject> headers = new TreeMap<>();
        object(json, "headers").forEach((name, header) -> headers.put(name, description.resolve(header)));
        JsonObject content = object(json, "content");
        Set<String> names = new TreeSet<>();
        Set<String> problems = new TreeSet<>();
        content.values()
                .forEach(media -> object(media.asJsonObject(), "examples").forEach((name, example) -> {
                    names.add(name);
                    problemType(description.resolve(example)).forEach(problems::add);
                }));
        return new DocumentedResponse(headers, content, names, problems);
    }

    private static Stream<String> problemType(JsonObject example) {
        return example.get("value") instanceof JsonObject value && value.containsKey("requestId")
                ? Stream.of(value.getString("type"))
                : Stream.empty();
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
    }
}
