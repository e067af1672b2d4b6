package com.acmecrm.integration.auth.token;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
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

    /** Without looking into Redis. */
    public boolean areMetBy(JsonWebToken token) {
        String[] parts = token.getRawToken().split("\\.");
        return headers.contains(parts[0]) && areMetBy(new Base64URL(parts[1]).decodeToString());
    }

    /** Read anew: where a claim is of the wrong type, a server's own reading of it fails as that server likes. */
    private boolean areMetBy(String payload) {
        try {
            JWTClaimsSet claims = JWTClaimsSet.parse(payload);
            return issuer.equals(claims.getIssuer())
                    && claims.getJWTID() != null
                    && claims.getSubject() != null
                    && claims.getIssueTime() != null
                    && isCurrent(claims);
        } catch (ParseException notOurs) {
            return false;
        }
    }

    private boolean isCurrent(JWTClaimsSet claims) {
        Date now = Date.from(clock.instant());
        Date start = claims.getNotBeforeTime();
        Date end = claims.getExpirationTime();
        return end != null && now.before(end) && (start == null || !now.before(start));
    }
}
