package com.acmecrm.integration.openapi;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One operation, every reference of its own resolved.
 *
 * @param parameters by place and name: {@code query limit}
 * @param responses by status
 */
public record Operation(
        String method,
        String path,
        Pattern address,
        JsonObject json,
        Map<String, JsonObject> parameters,
        Map<Integer, DocumentedResponse> responses) {

    static Operation of(Description description, String method, String path, JsonObject item) {
        JsonObject json = item.getJsonObject(method);
        Map<Integer, DocumentedResponse> responses = new TreeMap<>();
        json.getJsonObject("responses")
                .forEach((status, response) -> responses.put(
                        Integer.valueOf(status), DocumentedResponse.of(description, description.resolve(response))));
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+")),
                json,
                parameters(description, item, json),
                responses);
    }

    boolean matches(String askedFor) {
        return address.matcher(askedFor).matches();
    }

    /** {@code GET /api/contacts/{id}}. */
    public String name() {
        return method + " " + path;
    }

    /** Any of them may; empty where everyone may. */
    Set<String> roles() {
        Set<String> roles = new TreeSet<>();
        json.getJsonArray("security")
                .forEach(requirement ->
                        roles.addAll(strings(requirement.asJsonObject().getJsonArray("token"))));
        return roles;
    }

    public Set<String> parameters(String place) {
        Set<String> names = new TreeSet<>();
        parameters.values().stream()
                .filter(parameter -> parameter.getString("in").equals(place))
                .forEach(parameter -> names.add(parameter.getString("name")));
        return names;
    }

    /** Of the body, by media type; empty where there is none. */
    public JsonObject requestContent() {
        return json.containsKey("requestBody")
                ? json.getJsonObject("requestBody").getJsonObject("content")
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** The status of the response that has an example of this name. */
    public Optional<Integer> statusOfExample(String name) {
        return responses.entrySet().stream()
                .filter(response -> response.getValue().examples().contains(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Map<String, JsonObject> parameters(Description description, JsonObject item, JsonObject operation) {
        List<JsonValue> all = new ArrayList<>(
                item.getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY).asJsonArray());
        all.addAll(
                operation.getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY).asJsonArray());
        Map<String, JsonObject> parameters = new TreeMap<>();
        all.stream()
                .map(description::resolve)
                .forEach(parameter ->
                        parameters.put(parameter.getString("in") + " " + parameter.getString("name"), parameter));
        return parameters;
    }

    private static List<String> strings(JsonArray array) {
        return array.getValuesAs(JsonString::getString);
    }
}
