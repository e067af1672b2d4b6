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

    /** The one that answers this method at this address. */
    Optional<Operation> find(String method, String path) {
        return at(path).stream()
                .filter(operation -> operation.method().equals(method))
                .findFirst();
    }

    /** All operations of this address; a template without variables goes first, as in JAX-RS. */
    public List<Operation> at(String path) {
        List<Operation> matching =
                operations.stream().filter(operation -> operation.matches(path)).toList();
        return matching.stream()
                .map(Operation::path)
                .min(Comparator.comparing(template -> template.contains("{")))
                .map(template -> matching.stream()
                        .filter(operation -> operation.path().equals(template))
                        .toList())
                .orElse(List.of());
    }

    JsonObject schemas() {
        return json.getJsonObject("components").getJsonObject("schemas");
    }

    /** What it refers to, or itself. */
    public JsonObject resolve(JsonValue value) {
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
