package com.acmecrm.integration.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** The document, with its operations at hand. */
public final class Description {

    /** Read once: it is the same for every test. */
    private static final Description SHIPPED = new Description(read());

    private final JsonObject json;
    private final List<Operation> operations;

    private Description(JsonObject json) {
        this.json = json;
        this.operations = json.getJsonObject("paths").entrySet().stream()
                .flatMap(path -> operations(path.getKey(), path.getValue().asJsonObject()))
                .toList();
    }

    public static Description shipped() {
        return SHIPPED;
    }

    public JsonObject json() {
        return json;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The one that answers this address; a template without variables goes first, as in JAX-RS. */
    Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method) && operation.matches(path))
                .min(Comparator.comparing(operation -> operation.path().contains("{")));
    }

    JsonObject schemas() {
        return json.getJsonObject("components").getJsonObject("schemas");
    }

    /** What it refers to, or itself. */
    JsonObject resolve(JsonValue value) {
        JsonObject object = value.asJsonObject();
        return object.get("$ref") instanceof JsonString reference
                ? JSON.createPointer(reference.getString().substring(1))
                        .getValue(json)
                        .asJsonObject()
                : object;
    }

    private Stream<Operation> operations(String path, JsonObject item) {
        return item.keySet().stream()
                .filter(name -> !name.equals("parameters"))
                .map(method -> Operation.of(this, method, path, item));
    }

    private static JsonObject read() {
        OpenApiDocument document = new OpenApiDocument();
        document.read();
        try (JsonReader reader = JSON.createReader(new StringReader(document.json()))) {
            return reader.readObject();
        }
    }
}
