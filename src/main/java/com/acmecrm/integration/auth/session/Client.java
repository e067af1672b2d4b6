package com.acmecrm.integration.auth.session;

import com.acmecrm.integration.platform.text.CodePoints;
import java.util.Optional;

/** Where someone signs in from, as they say. */
public record Client(String address, String userAgent) {

    private static final int MAX_USER_AGENT = 256;

    /** Without what would upset a terminal, and not longer than a person reads. */
    public static Client of(Optional<String> address, String userAgent) {
        String readable =
                userAgent == null ? "" : userAgent.replaceAll("\\p{C}", "").strip();
        return new Client(address.orElse(""), CodePoints.first(MAX_USER_AGENT, readable));
    }
}
