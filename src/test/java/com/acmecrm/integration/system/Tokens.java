package com.acmecrm.integration.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tokens from outside: read, and made with the service's own key or with another. */
final class Tokens {

    private Tokens() {}

    static JsonObject claims(String token) {
        return Answer.parse(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    /** As the service would have issued it to a user of this role, its record in Redis too. */
    static String valid(String role) {
        return valid(role, Duration.ofHours(1));
    }

    static String valid(String role, Duration lifetime) {
        return recorded(serviceKey(), role, Instant.now().plus(lifetime));
    }

    static String of(String userId, String role) {
        return recorded(serviceKey(), userId, role, Instant.now().plus(Duration.ofHours(1)));
    }

    /** Only its expiry is against it. */
    static String expired() {
        return recorded(serviceKey(), "admin", Instant.now().minus(Duration.ofSeconds(30)));
    }

    /** Only its signature is against it. */
    static String ofForeignKey() {
        return recorded(foreignKey(), "admin", Instant.now().plus(Duration.ofHours(1)));
    }

    private static String recorded(PrivateKey key, String role, Instant expiresAt) {
        return recorded(key, "1", role, expiresAt);
    }

    private static String recorded(PrivateKey key, String userId, String role, Instant expiresAt) {
        String id = UUID.randomUUID().toString();
        Instant issuedAt = expiresAt.minus(Duration.ofHours(1));
        Redis.putHash(
                "auth:token:" + id,
                Map.of(
                        "userId",
                        userId,
                        "issuedAt",
                        Long.toString(issuedAt.getEpochSecond()),
                        "expiresAt",
                        Long.toString(expiresAt.getEpochSecond()),
                        "revoked",
                        "false"));
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("acmecrm-integration")
                .subject(userId)
                .jwtID(id)
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(expiresAt))
                .claim("upn", Environment.ADMIN)
                .claim("username", Environment.ADMIN)
                .claim("role", role)
                .claim("groups", List.of(role))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
        return token.serialize();
    }

    private static PrivateKey serviceKey() {
        try {
            String pem = Files.readString(Path.of(Environment.setting("acmecrm.auth.private-key.location")));
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static PrivateKey foreignKey() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
