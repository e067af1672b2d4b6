package com.acmecrm.integration.auth.token;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Authorization} header of a request with a token (RFC 6750, section 2.1). */
final class BearerHeader {

    private static final String NAME = "Authorization";

    /** A scheme is the same in any case, and one or more blanks follow it (RFC 9110, sections 11.1 and 11.4). */
    private static final Pattern BEARER = Pattern.compile("(?i)bearer[ \t]+(\\S+)\\s*");

    private BearerHeader() {}

    /** The header as {@code Bearer <token>}; empty where it is so already, or has no token. */
    static Optional<String> canonical(String header) {
        Matcher bearer = BEARER.matcher(header == null ? "" : header);
        return bearer.matches()
                ? Optional.of("Bearer " + bearer.group(1)).filter(canonical -> !canonical.equals(header))
                : Optional.empty();
    }

    static HttpServletRequest with(String header, HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getHeader(String name) {
                return NAME.equalsIgnoreCase(name) ? header : super.getHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                return NAME.equalsIgnoreCase(name) ? Collections.enumeration(List.of(header)) : super.getHeaders(name);
            }
        };
    }

    static Optional<String> canonical(HttpServletRequest request) {
        return canonical(request.getHeader(NAME));
    }
}
