package com.acmecrm.integration.platform;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Set;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** An object or an array that is being read, and where in it the reader is. */
final class JsonContainer {

    private final String parent;
    private final JsonObjectBuilder object;
    private final JsonArrayBuilder array;
    private final Set<String> names = new HashSet<>();
    private String name = "";
    private int index;

    private JsonContainer(String parent, JsonObjectBuilder object, JsonArrayBuilder array) {
        this.parent = parent;
        this.object = object;
        this.array = array;
    }

    static JsonContainer object(String parent) {
        return new JsonContainer(parent, JSON.createObjectBuilder(), null);
    }

    static JsonContainer array(String parent) {
        return new JsonContainer(parent, null, JSON.createArrayBuilder());
    }

    /** @return whether the name is new in this object */
    boolean next(String nextName) {
        name = nextName;
        return names.add(nextName);
    }

    void add(JsonValue value) {
        if (object != null) {
            object.add(name, value);
        } else {
            array.add(value);
            index++;
        }
    }

    JsonValue build() {
        return object != null ? object.build() : array.build();
    }

    /** JSON Pointer (RFC 6901) of the value that comes next. */
    String path() {
        return parent + "/" + (object != null ? JsonPointers.escape(name) : Integer.toString(index));
    }
}
