package com.acmecrm.integration.platform.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Requests that a server would refuse by itself, each in its own way. What {@code server-config/} adds to the server puts a
 * prefix before the path of such a request, and so it arrives here (docs/adr/0040).
 */
public enum MalformedRequest {
    ADDRESS(
            "/malformed-address",
            "The address is malformed: its path begins with /, is UTF-8, each % in it is followed by two hexadecimal digits,"
                    + " and \" < > [ ] ^ ` { | } are percent-encoded."),
    QUERY("/malformed-query", "The query is malformed: each % in it is followed by two hexadecimal digits."),
    HOST(
            "/malformed-host",
            "The Host header is malformed: it names one host, and its port if that is not the default."),
    HEADER(
            "/malformed-header",
            "A header is malformed: a value is one line, without control characters, which ends with CR LF.");

    /** Before folders of the WAR that WildFly would answer by itself; nothing has such an address. */
    private static final String UNSERVED = "/unserved";

    private static final Pattern ESCAPED = Pattern.compile("%[89A-Fa-f][0-9A-Fa-f]|[^\\p{ASCII}]");
    /** RFC 3986 has none of them in a path; RESTEasy fails at them. */
    private static final Pattern EXCLUDED = Pattern.compile("[\"<>\\[\\]^`{|}]");

    private static final Pattern TO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})|" + EXCLUDED);

    private final String prefix;
    private final String detail;

    MalformedRequest(String prefix, String detail) {
        this.prefix = prefix;
        this.detail = detail;
    }

    /** What is malformed, for the client. */
    public String detail() {
        return detail;
    }

    /** @param uri as it arrived, without the query */
    public static Optional<MalformedRequest> of(String uri) {
        return prefixed(uri).or(() -> isWellFormed(uri) ? Optional.empty() : Optional.of(ADDRESS));
    }

    private static Optional<MalformedRequest> prefixed(String uri) {
        return Arrays.stream(values())
                .filter(part -> uri.startsWith(part.prefix + "/"))
                .findFirst();
    }

    private static boolean isWellFormed(String uri) {
        return !EXCLUDED.matcher(uri).find() && isUtf8(uri);
    }

    /** Payara is never given any other; WildFly would replace what it cannot decode. */
    private static boolean isUtf8(String uri) {
        if (!ESCAPED.matcher(uri).find()) {
            return true; // as nearly always
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(uri)));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    /** A char of an address is a byte, escaped or not. */
    private static byte[] bytes(String uri) {
        return ESCAPED.matcher(uri)
                .replaceAll(found -> unescaped(found.group()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String unescaped(String found) {
        return found.startsWith("%") ? Character.toString(Integer.parseInt(found, 1, 3, 16)) : found;
    }

    /**
     * The address that the client asked for, as a URI reference: what must not be in one is escaped.
     *
     * @param uri as it arrived, without the query
     */
    public static String original(String uri) {
        String path = prefixed(uri)
                .map(part -> part.prefix)
                .or(() -> Optional.of(UNSERVED).filter(prefix -> uri.startsWith(prefix + "/")))
                .map(prefix -> uri.substring(prefix.length()))
                .orElse(uri);
        return TO_ESCAPE
                .matcher(path)
                .replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)));
    }
}
