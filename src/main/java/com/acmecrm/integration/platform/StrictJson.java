package com.acmecrm.integration.platform;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
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

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    // Made once: each factory looks up its provider and its buffer pool.
    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    private final JsonParser parser;
    private final Deque<JsonContainer> open = new ArrayDeque<>();

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads UTF-8; a byte order mark before it is skipped (RFC 8259, section 8.1). Decoded piece by piece: a text of the whole
     * would take more memory than the bytes and the values.
     *
     * @throws UnreadableBodyException with what is wrong and where
     */
    static JsonObject read(byte[] utf8) {
        int start = startsWithMark(utf8) ? BYTE_ORDER_MARK.length : 0;
        InputStream bytes = new ByteArrayInputStream(utf8, start, utf8.length - start);
        // A decoder, as it refuses what is malformed; by the charset's name it would be replaced.
        return read(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    }

    private static boolean startsWithMark(byte[] utf8) {
        return utf8.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(utf8, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    /** @throws UnreadableBodyException with what is wrong and where */
    static JsonObject read(String text) {
        return read(new StringReader(text));
    }

    private static JsonObject read(Reader text) {
        try (JsonParser parser = PARSERS.createParser(text)) {
            return new StrictJson(parser).read();
        } catch (JsonParsingException malformed) {
            throw new UnreadableBodyException("The body is not JSON: line %d, column %d."
                    .formatted(
                            malformed.getLocation().getLineNumber(),
                            malformed.getLocation().getColumnNumber()));
        } catch (JsonException malformed) {
            throw new UnreadableBodyException(
                    malformed.getCause() instanceof CharacterCodingException
                            ? "The body is not UTF-8."
                            : "The body is not JSON.");
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
        BigDecimal number = decimal();
        long before = Math.max(1L, (long) number.precision() - number.scale());
        if (before + Math.max(0L, number.scale()) > MAX_DIGITS) {
            throw refused("has too many digits");
        }
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private BigDecimal decimal() {
        try {
            return parser.getBigDecimal();
        } catch (NumberFormatException exponentBeyondInt) {
            throw refused("has too many digits");
        }
    }

    private String path() {
        return open.isEmpty() ? "" : open.element().path();
    }

    private UnreadableBodyException refused(String detail) {
        return new UnreadableBodyException("The body cannot be accepted.", path(), detail);
    }
}
