package com.acmecrm.integration.property;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A request as it goes over the wire. Each character of these strings is one byte, so that any bytes can be sent.
 *
 * @param query empty, or with its question mark
 */
record RawRequest(String method, String path, String query, List<Field> headers, Framing framing, String body) {

    /** How the end of the body is told. */
    enum Framing {
        NO_BODY,
        LENGTH,
        CHUNKED
    }

    record Field(String name, String value) {}

    static RawRequest of(String method, String path) {
        return new RawRequest(method, path, "", List.of(), Framing.NO_BODY, "");
    }

    /** Of text, the bytes that it has in UTF-8. */
    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String fromUtf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /**
     * Without the scheme and the authority that a client may put before it (RFC 9112, 3.2.2), and without the session that
     * a server takes from its end (Jakarta Servlet, 7.1.3).
     */
    String originPath() {
        return path.replaceFirst("^http://[^/]*", "").replaceFirst(";jsessionid=1$", "");
    }

    RawRequest withMethod(String other) {
        return new RawRequest(other, path, query, headers, framing, body);
    }

    RawRequest withPath(String other) {
        return new RawRequest(method, other, query, headers, framing, body);
    }

    RawRequest withQuery(String other) {
        return new RawRequest(method, path, other, headers, framing, body);
    }

    /** After the parameters that are there already. */
    RawRequest andParameter(String parameter) {
        return withQuery(query + (query.isEmpty() ? "?" : "&") + parameter);
    }

    RawRequest withBody(String other) {
        return new RawRequest(method, path, query, headers, Framing.LENGTH, other);
    }

    RawRequest withFraming(Framing other) {
        return new RawRequest(method, path, query, headers, other, body);
    }

    RawRequest without(String name) {
        List<Field> others = headers.stream()
                .filter(field -> !field.name().equalsIgnoreCase(name))
                .toList();
        return new RawRequest(method, path, query, others, framing, body);
    }

    /** Beside those of the same name. */
    RawRequest plus(String name, String value) {
        List<Field> more = new ArrayList<>(headers);
        more.add(new Field(name, value));
        return new RawRequest(method, path, query, more, framing, body);
    }

    RawRequest with(String name, String value) {
        return without(name).plus(name, value);
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** All of its text but the method. */
    RawRequest map(UnaryOperator<String> change) {
        List<Field> changed = headers.stream()
                .map(field -> new Field(field.name(), change.apply(field.value())))
                .toList();
        return new RawRequest(method, change.apply(path), change.apply(query), changed, framing, change.apply(body));
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(method + " " + path + query + " HTTP/1.1\r\n");
        headers.forEach(field -> text.append(field.name() + ": " + field.value() + "\r\n"));
        text.append(
                switch (framing) {
                    case NO_BODY -> "\r\n";
                    case LENGTH -> "Content-Length: " + body.length() + "\r\n\r\n" + body;
                    case CHUNKED -> "Transfer-Encoding: chunked\r\n\r\n" + chunks();
                });
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String chunks() {
        return (body.isEmpty() ? "" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n") + "0\r\n\r\n";
    }

    /** Can be given to {@code printf} of a shell and piped into {@code nc}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("printf '");
        for (byte each : bytes()) {
            text.append(escaped(each));
        }
        return text.append("'").toString();
    }

    private static String escaped(byte each) {
        return switch (each) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '%' -> "%%";
            case '\\' -> "\\\\";
            case '\'' -> "\\047";
            default -> each < ' ' || each > '~' ? "\\%03o".formatted(each & 0xFF) : String.valueOf((char) each);
        };
    }
}
