package com.acmecrm.integration.openapi;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * The schemas of the document, each read once. Stricter than the document by one thing: a member that does not stand in it
 * is a fault. Clients are told that there may be new ones; the service is not to have any that are not described.
 */
final class Schemas {

    private static final String OURS = "urn:acmecrm:schemas";
    private static final String IN_DOCUMENT = "#/components/schemas/";

    private final JsonNodeFactory nodes = new JakartaJsonNode.Factory();
    private final Validator validator =
            new ValidatorFactory().withJsonNodeFactory(nodes).createValidator();
    private final Map<JsonValue, URI> known = new ConcurrentHashMap<>();
    private final AtomicInteger registered = new AtomicInteger();

    Schemas(JsonObject schemas) {
        JsonObject all =
                JSON.createObjectBuilder().add("$defs", strict(schemas)).build();
        validator.registerSchema(URI.create(OURS), (Object) all);
    }

    /** What is wrong with it, and where. */
    Optional<String> faults(JsonValue schema, JsonValue value) {
        URI uri = known.computeIfAbsent(schema, this::register);
        Validator.Result result = validator.validate(uri, (Object) value);
        return result.isValid()
                ? Optional.empty()
                : Optional.of(result.getErrors().stream().map(Schemas::text).collect(Collectors.joining("; ")));
    }

    /** One that is being registered is not among the known ones yet. */
    private synchronized URI register(JsonValue schema) {
        URI uri = URI.create("urn:acmecrm:schema:" + registered.incrementAndGet());
        return validator.registerSchema(uri, (Object) strict(schema));
    }

    private static String text(Error error) {
        return "at '%s': %s (%s)".formatted(error.getInstanceLocation(), error.getError(), error.getSchemaLocation());
    }

    private static JsonValue strict(JsonValue schema) {
        if (schema instanceof JsonArray array) {
            JsonArrayBuilder copy = JSON.createArrayBuilder();
            array.forEach(element -> copy.add(strict(element)));
            return copy.build();
        }
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        JsonObjectBuilder copy = JSON.createObjectBuilder();
        object.forEach((name, value) -> copy.add(name, name.equals("$ref") ? ours(value) : strict(value)));
        if (object.get("properties") instanceof JsonObject && !object.containsKey("additionalProperties")) {
            copy.add("additionalProperties", false);
        }
        return copy.build();
    }

    private static JsonValue ours(JsonValue reference) {
        return JSON.createValue(((JsonString) reference).getString().replace(IN_DOCUMENT, OURS + "#/$defs/"));
    }
}
