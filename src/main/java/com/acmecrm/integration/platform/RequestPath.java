package com.acmecrm.integration.platform;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Addresses that mean what they say. Servers read path parameters, empty and encoded segments each in its own way;
 * Payara serves {@code /;x/WEB-INF/web.xml}. No address of this service needs any of it.
 */
final class RequestPath {

    /** {@code ;}, a backslash and control characters, a {@code /} at the end, an empty, {@code .} or {@code ..} segment, and the same or {@code /}, {@code %} or NUL in disguise. */
    private static final Pattern UNUSUAL =
            Pattern.compile("[;\\\\\\x00-\\x1f\\x7f]|./$|//|/(\\.|%2e){1,2}(/|$)|%(2f|5c|3b|25|00)");

    private static final Pattern INSIDE = Pattern.compile("/(web|meta)-inf(/|$)");

    private RequestPath() {}

    /** @param uri as the client sent it, without the query */
    static boolean isOrdinary(String uri) {
        String path = uri.toLowerCase(Locale.ROOT);
        return !UNUSUAL.matcher(path).find() && !INSIDE.matcher(path).find();
    }
}
