package com.acmecrm.integration.property;

import com.acmecrm.integration.openapi.Description;
import com.acmecrm.integration.system.ContactShapes;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random JSON that mostly fits a schema of the document. */
final class SchemaValues {

    private static final double LEFT_OUT = 0.6;

    /** What a pattern or a meaning asks for, by the member's name. */
    private static final Map<String, List<String>> TEXTS = Map.of(
            "source", List.of("fuzz"),
            "sourceId", List.of("{sourceId}", "fuzz-1", "fuzz-2"),
            "id", List.of("{contact}"),
            "email", List.of("ada@example.com", "a.b+c@sub.example.org"),
            "username", List.of("{username}", "fuzz@example.com", Things.USERNAME),
            "password", List.of(Things.PASSWORD, "violet umbrella weather", "wrong horse"),
            "newPassword", List.of(Things.PASSWORD, "violet umbrella weather"),
            "currentPassword", List.of(Things.PASSWORD, "wrong horse"));

    private static final List<String> TIMES = List.of(
            "2025-05-20T02:36:25.761Z",
            "2025-05-20T02:36:25Z",
            "2025-05-20T02:36:25.761123456+02:00",
            "+1000000000-12-31T23:59:59Z",
            "0000-01-01T00:00:00Z",
            "2025-02-30T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "2025-05-20",
            "now");

    private SchemaValues() {}

    static Arbitrary<JsonValue> of(String name, JsonValue reference) {
        JsonObject schema = Description.shipped().resolve(reference);
        if (schema.containsKey("enum")) {
            return Arbitraries.of(schema.getJsonArray("enum"));
        }
        List<String> types = types(schema);
        return Arbitraries.of(types).flatMap(type -> ofType(name, type, schema));
    }

    private static List<String> types(JsonObject schema) {
        return schema.get("type") instanceof JsonArray several
                ? several.getValuesAs(JsonString::getString)
                : List.of(schema.getString("type", "object"));
    }

    private static Arbitrary<JsonValue> ofType(String name, String type, JsonObject schema) {
        return switch (type) {
            case "null" -> Arbitraries.just(JsonValue.NULL);
            case "boolean" -> Arbitraries.of(Set.of(JsonValue.TRUE, JsonValue.FALSE));
            case "integer" ->
                Arbitraries.frequency(Tuple.of(8, 1), Tuple.of(1, 0), Tuple.of(1, Integer.MAX_VALUE))
                        .map(Json::createValue);
            case "array" -> of(name, schema.get("items")).list().ofMaxSize(3).map(SchemaValues::array);
            case "object" -> object(schema);
            default -> text(name, schema.getString("format", "")).map(Json::createValue);
        };
    }

    private static Arbitrary<String> text(String name, String format) {
        if (format.equals("date-time")) {
            return Arbitraries.of(TIMES);
        }
        Arbitrary<String> any = ContactShapes.texts();
        return TEXTS.containsKey(name)
                ? Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.of(TEXTS.get(name))), Tuple.of(1, any))
                : any;
    }

    private static Arbitrary<JsonValue> object(JsonObject schema) {
        if (!schema.containsKey("properties")) {
            return ContactShapes.values(2).map(value -> Map.of("any", value)).map(SchemaValues::object);
        }
        Set<String> required = Set.copyOf(
                schema.containsKey("required")
                        ? schema.getJsonArray("required").getValuesAs(JsonString::getString)
                        : List.of());
        Map<String, Arbitrary<JsonValue>> members = new LinkedHashMap<>();
        schema.getJsonObject("properties").forEach((name, member) -> {
            Arbitrary<JsonValue> value = of(name, member);
            members.put(name, required.contains(name) ? value : value.injectNull(LEFT_OUT));
        });
        List<String> names = List.copyOf(members.keySet());
        return Combinators.combine(List.copyOf(members.values())).as(values -> {
            Map<String, JsonValue> chosen = new LinkedHashMap<>();
            for (int index = 0; index < names.size(); index++) {
                if (values.get(index) != null) {
                    chosen.put(names.get(index), values.get(index));
                }
            }
            return object(chosen);
        });
    }

    /** As it stands in a query or in a header. */
    static Arbitrary<String> texts(String name, JsonValue schema) {
        return of(name, schema).map(SchemaValues::plain);
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString text
                ? text.getString()
                : value instanceof JsonNumber number ? number.toString() : String.valueOf(value);
    }

    private static JsonValue array(List<JsonValue> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }

    private static JsonValue object(Map<String, JsonValue> members) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        members.forEach(object::add);
        return object.build();
    }
}
