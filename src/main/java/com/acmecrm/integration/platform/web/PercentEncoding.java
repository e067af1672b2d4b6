package com.acmecrm.integration.platform.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The decoding of paths and queries (RFC 3986, section 2.1), strictly: UTF-8, percent-encoded or not. The servers' own
 * decoding replaces what is malformed, each in its own way.
 */
public final class PercentEncoding {

    private static final int HEX = 16;
    private static final int ESCAPE_LENGTH = 3;
    private static final char DELETE = 0x7F;

    private PercentEncoding() {}

    /**
     * @param raw as the servers hand it over: each byte that the client sent as one character
     * @throws IllegalArgumentException saying what is malformed
     */
    public static String decode(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < raw.length(); at += raw.charAt(at) == '%' ? ESCAPE_LENGTH : 1) {
            bytes.write(byteAt(raw, at));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("is not UTF-8", malformed);
        }
    }

    private static int byteAt(String raw, int at) {
        char sign = raw.charAt(at);
        if (sign == '%') {
            return escaped(raw, at + 1);
        }
        if (isNowhereInAnAddress(sign)) {
            throw new IllegalArgumentException("has a character that must be percent-encoded");
        }
        return sign;
    }

    private static int escaped(String raw, int at) {
        int high = at + 1 < raw.length() ? Character.digit(raw.charAt(at), HEX) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(at + 1), HEX);
        if (low < 0) {
            throw new IllegalArgumentException("has a percent sign without two hexadecimal digits after it");
        }
        return high * HEX + low;
    }

    /** Control characters, and the sign that ends an address. */
    private static boolean isNowhereInAnAddress(int sign) {
        return sign < ' ' || sign == DELETE || sign == '#' || sign > 0xFF;
    }
}
