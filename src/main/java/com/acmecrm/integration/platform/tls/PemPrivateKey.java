package com.acmecrm.integration.platform.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key from a PEM file (PKCS#8). */
final class PemPrivateKey {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private PemPrivateKey() {}

    /**
     * @param password of an encrypted key
     * @throws IllegalArgumentException with the reason, and nothing of the key
     */
    static PrivateKey read(String location, Optional<String> password) {
        try {
            String pem = new PemFile(location).text();
            PKCS8EncodedKeySpec key = PemFile.block(pem, "PRIVATE KEY")
                    .map(PKCS8EncodedKeySpec::new)
                    .orElseGet(() -> decrypt(location, pem, password));
            return ALGORITHMS.stream()
                    .flatMap(algorithm -> generate(algorithm, key).stream())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(location + " holds no RSA, EC or Ed25519 key"));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(location + " cannot be read as a text file", unreadable);
        }
    }

    private static PKCS8EncodedKeySpec decrypt(String location, String pem, Optional<String> password) {
        byte[] encrypted = PemFile.block(pem, "ENCRYPTED PRIVATE KEY")
                .orElseThrow(() -> new IllegalArgumentException(
                        location + " holds no PRIVATE KEY block (PKCS#8); convert the key with: openssl pkcs8 -topk8"));
        String given = password.orElseThrow(() ->
                new IllegalArgumentException(location + " holds an encrypted key, and no password for it is set"));
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
            // PBES2's name is in its parameters, not in its identifier.
            String algorithm = Optional.ofNullable(info.getAlgParameters())
                    .map(Object::toString)
                    .filter(name -> name.startsWith("PBE"))
                    .orElse(info.getAlgName());
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(given.toCharArray())),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (IOException | GeneralSecurityException wrongPassword) {
            throw new IllegalArgumentException(
                    location + " holds a key that the password does not decrypt", wrongPassword);
        }
    }

    private static Optional<PrivateKey> generate(String algorithm, PKCS8EncodedKeySpec key) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(key));
        } catch (GeneralSecurityException another) {
            return Optional.empty();
        }
    }
}
