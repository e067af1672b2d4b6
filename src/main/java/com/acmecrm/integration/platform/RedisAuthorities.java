package com.acmecrm.integration.platform;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whose certificates are believed when Redis shows one ({@code acmecrm.redis.ca.location}): for an authority of one's own.
 * A PEM file, as the keys for tokens are, and not a trust store: there is nothing in it to keep secret.
 */
final class RedisAuthorities {

    static final String KEY = "acmecrm.redis.ca.location";

    private RedisAuthorities() {}

    /**
     * @param location a path or a {@code file:} URL of a PEM file with one certificate or more
     * @throws IllegalArgumentException naming the key, if it is none
     */
    static TrustManagerFactory trusted(String location) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store(read(location)));
            return factory;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    KEY + " names " + location + ", which is no file with certificates (PEM) that can be read",
                    unusable);
        }
    }

    static boolean isUsable(String location) {
        try {
            trusted(location);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static Collection<? extends Certificate> read(String location)
            throws IOException, GeneralSecurityException {
        Path file = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (certificates.isEmpty()) {
                throw new IOException("It holds none");
            }
            return certificates;
        }
    }

    private static KeyStore store(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
        return store;
    }
}
