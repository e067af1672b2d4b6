package com.acmecrm.integration.platform.tls;

import com.acmecrm.integration.platform.config.Form;
import com.acmecrm.integration.platform.config.Setting;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;

/**
 * With what this service authenticates itself in a TLS handshake.
 *
 * @param certificate location of a PEM file: the client's certificate, then those of its issuers
 * @param key location of a PEM file (PKCS#8)
 * @param password of the key, if it is encrypted
 */
public record ClientCertificate(String certificate, String key, Optional<String> password) {

    /**
     * The settings that name the files.
     *
     * @param password empty where the client cannot read an encrypted key
     */
    public record Keys(String certificate, String key, Optional<String> password) {

        public List<Setting> settings() {
            return Stream.concat(
                            Stream.of(
                                    Setting.optional(certificate, Form.OF_ITS_GROUP),
                                    Setting.optional(key, Form.OF_ITS_GROUP)),
                            password.stream()
                                    .map(name ->
                                            Setting.optional(name, Form.text()).asSecret()))
                    .toList();
        }

        /** Empty where no certificate is configured. */
        public Optional<ClientCertificate> read(Function<String, Optional<String>> values) {
            return values.apply(certificate)
                    .flatMap(file -> values.apply(key)
                            .map(keyFile -> new ClientCertificate(file, keyFile, password.flatMap(values))));
        }

        /** Sentences that begin with a key. */
        public List<String> faults(Function<String, Optional<String>> values) {
            boolean hasCertificate = values.apply(certificate).isPresent();
            if (hasCertificate != values.apply(key).isPresent()) {
                String missing = hasCertificate ? key : certificate;
                return List.of("%s must be set where %s is, but is not set"
                        .formatted(missing, hasCertificate ? certificate : key));
            }
            return read(values).map(files -> files.faults(this)).orElse(List.of());
        }
    }

    private List<String> faults(Keys keys) {
        List<String> faults = new ArrayList<>();
        Optional<List<X509Certificate>> chain =
                readOr(faults, keys.certificate(), () -> PemCertificates.read(certificate));
        Optional<PrivateKey> privateKey = readOr(faults, keys.key(), () -> PemPrivateKey.read(key, password));
        if (faults.isEmpty() && !isPair(chain.orElseThrow().get(0).getPublicKey(), privateKey.orElseThrow())) {
            faults.add("%s must be the key of the first certificate in %s, but is another one"
                    .formatted(keys.key(), keys.certificate()));
        }
        return faults;
    }

    private static <T> Optional<T> readOr(List<String> faults, String setting, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException unusable) {
            faults.add(setting + " must name a PEM file, but " + unusable.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isPair(PublicKey publicKey, PrivateKey privateKey) {
        try {
            Signature signature = Signature.getInstance(
                    switch (privateKey.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> "Ed25519";
                    });
            signature.initSign(privateKey);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            return signature.verify(signed);
        } catch (GeneralSecurityException differentKind) {
            return false;
        }
    }

    /** {@code RSA} or {@code EC}, say. */
    public String algorithm() {
        return PemPrivateKey.read(key, password).getAlgorithm();
    }

    /** @throws IllegalArgumentException if a file is unusable */
    public KeyManagerFactory keyManagers() {
        char[] unused = new char[0];
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "client",
                    PemPrivateKey.read(key, password),
                    unused,
                    PemCertificates.read(certificate).toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, unused);
            return factory;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException("The key of " + certificate + " cannot be used", unusable);
        }
    }
}
