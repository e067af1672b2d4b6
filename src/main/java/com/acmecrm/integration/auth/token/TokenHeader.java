package com.acmecrm.integration.auth.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;

/**
 * The first part of our tokens. Fixed to the letter, so that every other one can be refused by comparing texts: what an
 * attacker writes there ({@code jwk}, {@code jku}, {@code crit}) need not be understood.
 */
final class TokenHeader {

    // Payara takes no token without typ=JWT. Nodes of different versions must write the same.
    private static final String FORM = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}";

    private TokenHeader() {}

    static JWSHeader of(String keyId) {
        try {
            return JWSHeader.parse(encoded(keyId)); // which keeps the text as it is
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As it stands before the token's first full stop. */
    static Base64URL encoded(String keyId) {
        return Base64URL.encode(FORM.formatted(keyId));
    }
}
