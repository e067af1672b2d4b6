package com.acmecrm.integration.auth.token;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a token must look like beside its signature, which the server has verified. The servers differ: one ignores
 * {@code nbf}, one takes tokens without {@code jti}, {@code sub} or {@code typ}, and both allow for clocks that differ.
 */
@ApplicationScoped
public class TokenTerms {

    @Inject
    Clock clock;

    @Inject
    TokenKeys keys;

    @Inject
    @ConfigProperty(name = "mp.jwt.verify.issuer")
    String issuer;

    private Set<String> headers;

    @PostConstruct
    void takeKeys() {
        headers = keys.verification().ids().stream()
                .map(id -> TokenHeader.encoded(id).toString())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Without looking into Redis; to the second. */
    public boolean areMetBy(JsonWebToken token) {
        return hasOurHeader(token.getRawToken())
                && issuer.equals(token.getIssuer())
                && token.getTokenID() != null
                && token.getSubject() != null
                && token.containsClaim("iat")
                && isCurrent(token);
    }

    private boolean hasOurHeader(String token) {
        return headers.contains(token.substring(0, token.indexOf('.')));
    }

    private boolean isCurrent(JsonWebToken token) {
        long now = clock.instant().getEpochSecond();
        return token.getExpirationTime() > now && startsAt(token) <= now;
    }

    /** A server may leave the claim as it stands in the JSON. */
    private static long startsAt(JsonWebToken token) {
        if (!token.containsClaim("nbf")) {
            return Long.MIN_VALUE;
        }
        Object start = token.getClaim("nbf");
        if (start instanceof JsonNumber number) {
            return number.longValue();
        }
        return start instanceof Number number ? number.longValue() : Long.MAX_VALUE;
    }
}
