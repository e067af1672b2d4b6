package com.acmecrm.integration.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Tokens from outside: read, and made with the service's own key or with another. */
public final class Tokens {

    private static final RSAKey SERVICE = keys(Path.of(Environment.setting("acmecrm.auth.private-key.location")));
    private static final RSAKey NEXT =
            keys(Path.of(URI.create(Environment.setting("acmecrm.auth.additional-public-keys")))
                    .resolveSibling("private.pem"));
    private static final KeyPair FOREIGN = newKeys();

    private Tokens() {}

    public static JsonObject claims(String token) {
        return part(token, 1);
    }

    public static JsonObject header(String token) {
        return part(token, 0);
    }

    private static JsonObject part(String token, int index) {
        return Answer.parse(
                new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8));
    }

    /** As the service would have issued it to a user of this role, its record in Redis too. */
    public static String valid(String role) {
        return valid(role, Duration.ofHours(1));
    }

    public static String valid(String role, Duration lifetime) {
        return TokenDraft.of(role, Instant.now().plus(lifetime)).signed();
    }

    public static String of(String userId, String role) {
        return TokenDraft.of(userId, role).signed();
    }

    /** Only its expiry is against it. */
    public static String expired() {
        return TokenDraft.of("admin", Instant.now().minus(Duration.ofSeconds(30)))
                .signed();
    }

    /** Only its signature is against it. */
    public static String ofForeignKey() {
        return TokenDraft.of("admin").signed(foreignKeys().getPrivate());
    }

    /** To the letter as the service writes it. */
    public static String header() {
        return "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(SERVICE.getKeyID());
    }

    public static PrivateKey serviceKey() {
        return privateHalf(SERVICE);
    }

    public static PrivateKey nextKey() {
        return privateHalf(NEXT);
    }

    private static PrivateKey privateHalf(RSAKey pair) {
        try {
            return pair.toPrivateKey();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Public and private. */
    public static RSAKey service() {
        return SERVICE;
    }

    /** That is accepted and does not sign yet. Public and private. */
    public static RSAKey next() {
        return NEXT;
    }

    public static KeyPair foreignKeys() {
        return FOREIGN;
    }

    private static RSAKey keys(Path privatePem) {
        try {
            String pem = Files.readString(privatePem);
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(der));
            RSAPublicKeySpec half = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return new RSAKey.Builder((RSAPublicKey) rsa.generatePublic(half))
                    .privateKey(key)
                    .keyIDFromThumbprint()
                    .build();
        } catch (IOException | GeneralSecurityException | JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
