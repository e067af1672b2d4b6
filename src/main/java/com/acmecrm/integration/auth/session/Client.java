package com.acmecrm.integration.auth.session;

import java.util.Optional;

/** Where someone signs in from, as they say. */
public record Client(String address, String userAgent) {

    private static final int MAX_USER_AGENT = 256;

    /** Without what would upset a terminal, and not longer than a person reads. */
    public static Client of(Optional<String> address, String userAgent) {
        String readable =
                userAgent == null ? "" : userAgent.replaceAll("\\p{C}", "").strip();
        int end =
                readable.offsetByCodePoints(0, Math.min(MAX_USER_AGENT, readable.codePointCount(0, readable.length())));
        return new Client(address.orElse(""), readable.substring(0, end));
    }
}
