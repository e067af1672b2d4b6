package com.acmecrm.integration.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Holds every answer that a test gets against the document. What a test sends may be wrong; the answer may not. */
public final class DocumentedAnswers {

    private static final Description DESCRIPTION = Description.shipped();
    private static final Schemas SCHEMAS = new Schemas(DESCRIPTION.schemas());
    private static final JsonObject PROBLEM = JSON.createObjectBuilder()
            .add("$ref", "#/components/schemas/Problem")
            .build();
    private static final String PROBLEM_TYPE = "application/problem+json";

    /** Of addresses and methods that are not in the document. */
    private static final Set<Integer> NOWHERE = Set.of(400, 401, 404, 405, 414, 431, 500);

    /** Pages for people, and what tests deploy beside the WAR. */
    private static final Pattern NOT_OURS = Pattern.compile("/|/index\\.html|/problem\\.css|/assets/.*|/api/probe.*");

    private final String request;
    private final Function<String, Optional<String>> header;
    private final Optional<String> body;

    private DocumentedAnswers(String request, Function<String, Optional<String>> header, Optional<String> body) {
        this.request = request;
        this.header = header;
        this.body = body;
    }

    /**
     * @param header finds a header of the answer by its name
     * @param body empty where the test has not read it
     * @throws AssertionError if the document does not allow this answer to this request
     */
    public static void check(
            String method, URI uri, int status, Function<String, Optional<String>> header, Optional<String> body) {
        check(method, uri.getRawPath(), status, header, body);
    }

    /** @param path as it was sent, whether it is a valid one or not */
    public static void check(
            String method, String path, int status, Function<String, Optional<String>> header, Optional<String> body) {
        DocumentedAnswers answer = new DocumentedAnswers(
                method + " " + path + " → " + status, header, body.filter(text -> !method.equals("HEAD")));
        Optional<Operation> operation = operation(method, path);
        if (operation.isPresent()) {
            answer.check(operation.get(), status);
        } else if (!NOT_OURS.matcher(path).matches() && !isPreflight(method, status)) {
            answer.checkNowhere(status);
        }
    }

    /** What is wrong with an example of the document itself. */
    static Optional<String> faults(JsonValue schema, JsonValue value) {
        return SCHEMAS.faults(schema, value);
    }

    private static Optional<Operation> operation(String method, String path) {
        Optional<Operation> own = DESCRIPTION.find(method, path);
        return own.isEmpty() && method.equals("HEAD") ? DESCRIPTION.find("GET", path) : own;
    }

    /** Browsers ask before a page of another origin may. */
    private static boolean isPreflight(String method, int status) {
        return method.equals("OPTIONS") && status == 204;
    }

    private void checkNowhere(int status) {
        require(NOWHERE.contains(status), "no operation of the document");
        require(mediaType().equals(PROBLEM_TYPE), "not a problem");
        body.ifPresent(text -> checkBody(PROBLEM, text));
    }

    private void check(Operation operation, int status) {
        DocumentedResponse response = operation.responses().get(status);
        require(response != null, "not a status of " + operation.name() + ": " + body);
        response.headers().forEach(this::checkHeader);
        if (response.content().isEmpty()) {
            require(body.orElse("").isEmpty(), "there should be no body: " + body);
            return;
        }
        String type = mediaType();
        require(response.content().containsKey(type), "not a media type of it: " + type);
        if (type.endsWith("json")) {
            body.ifPresent(text -> checkJson(response, type, text));
        }
    }

    private void checkHeader(String name, JsonObject documented) {
        Optional<String> value = header.apply(name);
        require(value.isPresent() || !documented.getBoolean("required", false), "the header " + name + " is missing");
        JsonObject schema = documented.getJsonObject("schema");
        value.map(text -> schema.getString("type").equals("integer")
                        ? JSON.createValue(Long.parseLong(text))
                        : JSON.createValue(text))
                .flatMap(json -> SCHEMAS.faults(schema, json))
                .ifPresent(fault -> require(false, name + ": " + fault));
    }

    private void checkJson(DocumentedResponse response, String type, String text) {
        JsonValue json = checkBody(response.content().getJsonObject(type).get("schema"), text);
        if (type.equals(PROBLEM_TYPE)) {
            String problem = json.asJsonObject().getString("type");
            // Not any problem with this status, but one of those that the document names for it.
            require(response.problems().contains(problem), "there is no example of " + problem);
        }
    }

    private JsonValue checkBody(JsonValue schema, String text) {
        JsonValue json = parse(text);
        SCHEMAS.faults(schema, json).ifPresent(fault -> require(false, fault + "\n" + text));
        return json;
    }

    private String mediaType() {
        return header.apply("Content-Type").orElse("none").split(";")[0].strip();
    }

    private static JsonValue parse(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            throw new AssertionError("openapi.yaml does not allow " + request + ": " + fault);
        }
    }
}
