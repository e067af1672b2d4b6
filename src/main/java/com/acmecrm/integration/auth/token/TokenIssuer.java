package com.acmecrm.integration.auth.token;

import com.acmecrm.integration.platform.Uuids;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes tokens as MicroProfile JWT 2.1 wants them: RS256, with the caller's name and groups in them. */
@ApplicationScoped
public class TokenIssuer {

    @Inject
    Clock clock;

    @Inject
    TokenKeys keys;

    @Inject
    @ConfigProperty(name = "mp.jwt.verify.issuer")
    String issuer;

    @Inject
    @ConfigProperty(name = "acmecrm.auth.token-lifetime")
    Duration lifetime;

    private JWSHeader header;
    private JWSSigner signer;

    @PostConstruct
    void takeKey() {
        header = TokenHeader.of(keys.signing().getKeyID());
        try {
            signer = new RSASSASigner(keys.signing());
        } catch (JOSEException failure) {
            throw new IllegalStateException("Cannot sign with " + SigningKey.LOCATION, failure);
        }
    }

    /**
     * @param stamp the place of this issue among the user's, see {@link RedisNotBefore#stamp}; the token's id carries it
     */
    public IssuedToken issue(String userId, String username, String role, long stamp) {
        Instant issuedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = issuedAt.plus(lifetime);
        String id = Uuids.of(stamp).toString();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(userId)
                .jwtID(id)
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(expiresAt))
                .claim("upn", username)
                .claim("username", username)
                .claim("role", role)
                .claim("groups", List.of(role))
                .build();
        return new IssuedToken(id, userId, issuedAt, expiresAt, sign(claims));
    }

    private String sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException failure) {
            throw new IllegalStateException("Cannot sign a token", failure);
        }
        return token.serialize();
    }
}
