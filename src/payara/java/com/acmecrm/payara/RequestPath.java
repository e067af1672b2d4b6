package com.acmecrm.payara;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a request.
 *
 * @param raw as the client sent it, a char a byte, without the query
 */
record RequestPath(String raw) {

    private static final String SERVER = "*";
    private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern UNUSUAL = Pattern.compile("/\\.|[^\\w~!$&'()*+,;=:@./-]");
    private static final Pattern UNSERVABLE = Pattern.compile("[\\\\\\p{Cntrl}]|/\\.\\.?(/|$)|/\\.{3,}$");
    private static final Pattern QUOTED = Pattern.compile("(?<=/)\\.|[^\\w~!$&'()*+,=:@./-]");

    /** Whether it breaks the grammar of RFC 3986, 2.1 and 3.3, or is not UTF-8. */
    boolean isMalformed() {
        return !raw.equals(SERVER) && !raw.startsWith("/")
                || MALFORMED.matcher(raw).find()
                || isUnusual() && decoded().isEmpty();
    }

    /**
     * Whether it decodes to a text that Payara refuses, or fails at, before the service sees it. Only if it is not
     * malformed.
     */
    boolean isUnservable() {
        return isUnusual() && UNSERVABLE.matcher(decoded().orElseThrow()).find();
    }

    /** Nearly no path is. */
    private boolean isUnusual() {
        return UNUSUAL.matcher(raw).find();
    }

    /** Empty if it is not UTF-8. */
    private Optional<String> decoded() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[raw.length()];
        int count = 0;
        for (int index = 0; index < raw.length(); index++) {
            char next = raw.charAt(index);
            if (next == '%') {
                next = (char) Integer.parseInt(raw, index + 1, index + 3, 16);
                index += 2;
            }
            bytes[count++] = (byte) next;
        }
        return Arrays.copyOf(bytes, count);
    }

    /** A path that decodes to this one in escapes: well-formed, and never the address of anything. */
    String quoted() {
        String path = raw.startsWith("/") ? raw : "/" + raw;
        return QUOTED.matcher(path).replaceAll(found -> quoted(found.group().charAt(0)));
    }

    private static String quoted(char character) {
        return character == '%' ? "%25" : "%%25%02X".formatted((int) character);
    }
}
