package com.acmecrm.integration.platform;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON as text, read strictly (RFC 8259: UTF-8; every name once). */
public final class JsonText {

    // Made once: each factory looks up its provider and its buffer pool.
    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private JsonText() {}

    /** @throws UnreadableBodyException telling where, if this is no JSON object in UTF-8 with each name once */
    static JsonObject readBody(byte[] utf8) {
        return read(decode(utf8));
    }

    /** Reads what this service wrote itself. */
    public static JsonObject parse(String text) {
        return read(text);
    }

    private static JsonObject read(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            JsonValue value = reader.readValue();
            if (value instanceof JsonObject object) {
                return object;
            }
            throw new UnreadableBodyException("The body must be a JSON object.");
        } catch (JsonParsingException malformed) {
            throw new UnreadableBodyException("The body is not JSON: line %d, column %d."
                    .formatted(
                            malformed.getLocation().getLineNumber(),
                            malformed.getLocation().getColumnNumber()));
        } catch (JsonException | IllegalStateException malformed) {
            throw new UnreadableBodyException("The body is not JSON.");
        }
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new UnreadableBodyException("The body is not UTF-8.");
        }
    }
}
