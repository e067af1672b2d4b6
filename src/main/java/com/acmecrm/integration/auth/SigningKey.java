package com.acmecrm.integration.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The private key that signs tokens, from a PEM file (RFC 7468, PKCS#8, RSA). */
final class SigningKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private SigningKey() {}

    /** @throws IllegalStateException naming the file if it holds no such key */
    static PrivateKey read(Path pem) {
        try {
            String text = Files.readString(pem);
            String base64 = text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            throw new IllegalStateException(
                    "acmecrm.auth.private-key.location: %s is not a readable PEM file with an RSA key in PKCS#8"
                            .formatted(pem),
                    unusable);
        }
    }
}
