package com.acmecrm.integration.platform;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * Reads a JSON object (RFC 8259) and takes nothing that could not be kept or given back: every name once, no U+0000 and
 * no half of a surrogate pair in a text, numbers of at most {@value #MAX_DIGITS} digits when written out, at most
 * {@value #MAX_DEPTH} levels. Every refusal says where.
 */
final class StrictJson {

    static final int MAX_DEPTH = 32;
    static final int MAX_DIGITS = 400;

    // Made once: each factory looks up its provider and its buffer pool.
    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    private final JsonParser parser;
    private final Deque<JsonContainer> open = new ArrayDeque<>();

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws UnreadableBodyException telling what is wrong and where */
    static JsonObject read(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            return new StrictJson(parser).read();
        } catch (JsonParsingException malformed) {
            throw new UnreadableBodyException("The body is not JSON: line %d, column %d."
                    .formatted(
                            malformed.getLocation().getLineNumber(),
                            malformed.getLocation().getColumnNumber()));
        } catch (JsonException malformed) {
            throw new UnreadableBodyException("The body is not JSON.");
        }
    }

    private JsonObject read() {
        JsonValue root = null;
        while (parser.hasNext()) {
            JsonValue done = take(parser.next());
            root = done == null ? root : done;
        }
        if (root instanceof JsonObject object) {
            return object;
        }
        throw new UnreadableBodyException("The body must be a JSON object.");
    }

    /** @return the outermost value once it is complete */
    private JsonValue take(JsonParser.Event event) {
        return switch (event) {
            case START_OBJECT -> begin(JsonContainer.object(path()));
            case START_ARRAY -> begin(JsonContainer.array(path()));
            case KEY_NAME -> name(parser.getString());
            case VALUE_STRING -> value(JSON.createValue(text(parser.getString())));
            case VALUE_NUMBER -> value(JSON.createValue(number()));
            case VALUE_TRUE -> value(JsonValue.TRUE);
            case VALUE_FALSE -> value(JsonValue.FALSE);
            case VALUE_NULL -> value(JsonValue.NULL);
            case END_OBJECT, END_ARRAY -> value(open.pop().build());
        };
    }

    private JsonValue begin(JsonContainer container) {
        if (open.size() == MAX_DEPTH) {
            throw refused("is nested deeper than %d levels".formatted(MAX_DEPTH));
        }
        open.push(container);
        return null;
    }

    private JsonValue name(String name) {
        if (!open.element().next(name)) {
            throw refused("stands there twice");
        }
        text(name);
        return null;
    }

    private JsonValue value(JsonValue value) {
        if (open.isEmpty()) {
            return value;
        }
        open.element().add(value);
        return null;
    }

    private String text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw refused("must not contain U+0000");
        }
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw refused("must not contain half of a surrogate pair");
        }
        return text;
    }

    /** As PostgreSQL gives it back: without an exponent that only adds zeros. */
    private BigDecimal number() {
        // Before it is read: digits alone can cost more than they are worth.
        if (parser.getString().length() > MAX_DIGITS + 20) {
            throw refused("has too many digits");
        }
        BigDecimal number = parser.getBigDecimal();
        long before = Math.max(1L, (long) number.precision() - number.scale());
        if (before + Math.max(0L, number.scale()) > MAX_DIGITS) {
            throw refused("has too many digits");
        }
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private String path() {
        return open.isEmpty() ? "" : open.element().path();
    }

    private UnreadableBodyException refused(String detail) {
        return new UnreadableBodyException("The body cannot be accepted.", path(), detail);
    }
}
