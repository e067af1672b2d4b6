package com.acmecrm.integration.system;

import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token in the making: as the service makes it, with a record in Redis that speaks for it, save for what a test changes. */
public final class TokenDraft {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, Object> claims = new LinkedHashMap<>();
    private String header = Tokens.header();

    private final String userId;

    private TokenDraft(String userId, String role, Instant expiresAt) {
        this.userId = userId;
        Instant issuedAt = expiresAt.minus(Duration.ofHours(1));
        claims.put("iss", "acmecrm-integration");
        claims.put("sub", userId);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", expiresAt.getEpochSecond());
        claims.put("upn", Environment.ADMIN);
        claims.put("username", Environment.ADMIN);
        claims.put("role", role);
        claims.put("groups", List.of(role));
        keepRecord(id());
    }

    /** Of the first user, in this role. */
    public static TokenDraft of(String role) {
        return of(role, Instant.now().plus(Duration.ofHours(1)));
    }

    public static TokenDraft of(String role, Instant expiresAt) {
        return new TokenDraft("1", role, expiresAt);
    }

    public static TokenDraft of(String userId, String role) {
        return new TokenDraft(userId, role, Instant.now().plus(Duration.ofHours(1)));
    }

    public String id() {
        return claims.get("jti").toString();
    }

    /** Also under another id than the token's. */
    public TokenDraft keepRecord(String id) {
        Redis.putHash(
                "auth:token:" + id,
                Map.of(
                        "userId",
                        userId,
                        "issuedAt",
                        claims.get("iat").toString(),
                        "expiresAt",
                        claims.get("exp").toString(),
                        "revoked",
                        "false"));
        return this;
    }

    public TokenDraft with(String claim, Object value) {
        claims.put(claim, value);
        return this;
    }

    public TokenDraft without(String claim) {
        claims.remove(claim);
        return this;
    }

    /** @param json the whole header */
    public TokenDraft header(String json) {
        header = json;
        return this;
    }

    /** One more member of the header, or another value of one. */
    public TokenDraft header(String name, Object value) {
        Map<String, Object> members = new LinkedHashMap<>(Answer.parse(header));
        members.put(name, value);
        return header(Json.createObjectBuilder(members).build().toString());
    }

    /** As the service does. */
    public String signed() {
        return signed(Tokens.serviceKey());
    }

    public String signed(PrivateKey key) {
        return signed("SHA256withRSA", key);
    }

    public String signed(String algorithm, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(content().getBytes(StandardCharsets.US_ASCII));
            return content() + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** By HMAC-SHA256, as a symmetric algorithm would have it. */
    public String authenticated(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content()
                    + "."
                    + BASE64URL.encodeToString(mac.doFinal(content().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public String unsigned() {
        return content() + ".";
    }

    /** With the signature of another token. */
    public String withSignatureOf(String token) {
        return content() + token.substring(token.lastIndexOf('.'));
    }

    private String content() {
        return encoded(header)
                + "."
                + encoded(Json.createObjectBuilder(claims).build().toString());
    }

    private static String encoded(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
