package com.acmecrm.integration.contact;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/** Fields of a JSON object whose types have been looked at before; absent and null are the same: not set. */
final class JsonFields {

    private JsonFields() {}

    static String text(JsonObject json, String name) {
        return isSet(json, name) ? json.getString(name) : "";
    }

    static JsonObject object(JsonObject json, String name) {
        return isSet(json, name) ? json.getJsonObject(name) : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** Without repetitions, in their order. */
    static List<String> texts(JsonObject json, String name) {
        JsonArray array = isSet(json, name) ? json.getJsonArray(name) : JsonValue.EMPTY_JSON_ARRAY;
        return array.getValuesAs(JsonString::getString).stream().distinct().toList();
    }

    static boolean isSet(JsonObject json, String name) {
        return json.containsKey(name) && !json.isNull(name);
    }
}
