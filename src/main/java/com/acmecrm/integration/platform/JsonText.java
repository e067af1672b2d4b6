package com.acmecrm.integration.platform;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Map;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** JSON as text, outside of requests. */
public final class JsonText {

    // Made once: each factory looks up its provider and its buffer pool.
    private static final JsonReaderFactory READERS = JSON.createReaderFactory(Map.of());

    private JsonText() {}

    /**
     * Reads what this service wrote itself.
     *
     * @throws jakarta.json.JsonException if it is no JSON object after all
     */
    public static JsonObject parse(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /**
     * Reads an object that somebody else wrote.
     *
     * @throws UnreadableBodyException if it is nothing that a request's body may be
     */
    public static JsonObject parseForeign(String text) {
        return StrictJson.read(text);
    }
}
