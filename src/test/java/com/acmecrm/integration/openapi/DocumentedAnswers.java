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
    private static final String PROBLEM = "application/problem+json";
    private static final JsonObject PROBLEM_SCHEMA = JSON.createObjectBuilder()
            .add("$ref", "#/components/schemas/Problem")
            .build();

    /** Of addresses and methods that are not in the document. */
    private static final Set<Integer> NOWHERE = Set.of(400, 401, 404, 405, 414, 431, 500);

    /** Pages for people, and what tests deploy beside the WAR. */
    private static final Pattern NOT_OURS = Pattern.compile("/|/index\\.(html|css)|/api/probe.*");

    private DocumentedAnswers() {}

    /**
     * @param header finds a header of the answer by its name
     * @throws AssertionError if the document does not allow this answer to this request
     */
    public static void check(
            String method, URI uri, int status, Function<String, Optional<String>> header, String body) {
        String request = method + " " + uri.getRawPath() + " → " + status;
        Optional<Operation> operation = operation(method, uri.getRawPath());
        if (operation.isPresent()) {
            check(request, operation.get(), status, header, method.equals("HEAD") ? "" : body);
        } else if (!isBeside(method, uri, status)) {
            require(NOWHERE.contains(status), request, "no operation of the document");
            require(hasProblem(header), request, "not a problem");
            if (!method.equals("HEAD")) {
                checkBody(request, PROBLEM_SCHEMA, body);
            }
        }
    }

    /** Pages and probes; and what browsers ask before a page of another origin may. */
    private static boolean isBeside(String method, URI uri, int status) {
        return NOT_OURS.matcher(uri.getRawPath()).matches() || method.equals("OPTIONS") && status == 204;
    }

    private static Optional<Operation> operation(String method, String path) {
        Optional<Operation> own = DESCRIPTION.find(method, path);
        return own.isEmpty() && method.equals("HEAD") ? DESCRIPTION.find("GET", path) : own;
    }

    private static void check(
            String request, Operation operation, int status, Function<String, Optional<String>> header, String body) {
        DocumentedResponse response = operation.responses().get(status);
        require(response != null, request, "not a status of " + operation.name() + ": " + body);
        response.headers().forEach((name, documented) -> checkHeader(request, name, documented, header.apply(name)));
        if (body.isEmpty()) {
            return;
        }
        String type = mediaType(header);
        require(response.content().containsKey(type), request, "not a media type of it: " + type);
        if (type.endsWith("json")) {
            JsonValue json =
                    checkBody(request, response.content().getJsonObject(type).get("schema"), body);
            checkProblem(request, response, type, json);
        }
    }

    private static void checkHeader(String request, String name, JsonObject documented, Optional<String> value) {
        if (value.isEmpty()) {
            require(!documented.getBoolean("required", false), request, "the header " + name + " is missing");
            return;
        }
        JsonObject schema = documented.getJsonObject("schema");
        JsonValue json = schema.getString("type").equals("integer")
                ? JSON.createValue(Long.parseLong(value.get()))
                : JSON.createValue(value.get());
        SCHEMAS.faults(schema, json).ifPresent(fault -> require(false, request, name + ": " + fault));
    }

    private static JsonValue checkBody(String request, JsonValue schema, String body) {
        JsonValue json = parse(body);
        SCHEMAS.faults(schema, json).ifPresent(fault -> require(false, request, fault + "\n" + body));
        return json;
    }

    /** Not any problem with this status, but one of those that the document names for it. */
    private static void checkProblem(String request, DocumentedResponse response, String type, JsonValue body) {
        if (type.equals(PROBLEM)) {
            String slug = body.asJsonObject().getString("type");
            require(response.problems().contains(slug), request, "there is no example of " + slug);
        }
    }

    /** What is wrong with an example of the document itself. */
    static Optional<String> faults(JsonValue schema, JsonValue value) {
        return SCHEMAS.faults(schema, value);
    }

    private static boolean hasProblem(Function<String, Optional<String>> header) {
        return mediaType(header).equals(PROBLEM);
    }

    private static String mediaType(Function<String, Optional<String>> header) {
        return header.apply("Content-Type").orElse("none").split(";")[0].strip();
    }

    private static JsonValue parse(String body) {
        try (JsonReader reader = JSON.createReader(new StringReader(body))) {
            return reader.readValue();
        }
    }

    private static void require(boolean holds, String request, String fault) {
        if (!holds) {
            throw new AssertionError("openapi.yaml does not allow " + request + ": " + fault);
        }
    }
}
