package com.acmecrm.integration.platform.tls;

import com.acmecrm.integration.platform.config.Form;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates from a PEM file: of authorities that are trusted, or of a client and its issuers. Not a trust store with
 * a password: nothing in the file is secret.
 */
public final class PemCertificates {

    private PemCertificates() {}

    /** Of a setting that names such a file. */
    public static Form form() {
        return new Form("a PEM file with certificates that can be read", PemCertificates::areReadable);
    }

    /** @throws IllegalArgumentException if the file cannot be read or holds no certificate */
    public static List<X509Certificate> read(String location) {
        try (InputStream pem = Files.newInputStream(new PemFile(location).path())) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IOException("no certificate in it");
            }
            return certificates;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException(location + " is not a PEM file with certificates", unusable);
        }
    }

    private static boolean areReadable(String location) {
        try {
            return !read(location).isEmpty();
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** Trusts the authorities in the file and no others. */
    public static TrustManagerFactory trusted(String location) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store(read(location)));
            return factory;
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalArgumentException(location + " cannot be trusted", impossible);
        }
    }

    private static KeyStore store(List<X509Certificate> certificates) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
        return store;
    }
}
