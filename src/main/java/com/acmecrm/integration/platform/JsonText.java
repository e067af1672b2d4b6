package com.acmecrm.integration.platform;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Map;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** JSON that this service wrote itself. */
public final class JsonText {

    // Made once: each factory looks up its provider and its buffer pool.
    private static final JsonReaderFactory READERS = JSON.createReaderFactory(Map.of());

    private JsonText() {}

    /** @throws jakarta.json.JsonException if it is no JSON object after all */
    public static JsonObject parse(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
