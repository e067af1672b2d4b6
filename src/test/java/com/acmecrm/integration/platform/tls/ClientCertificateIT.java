package com.acmecrm.integration.platform.tls;

import com.acmecrm.integration.dev.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files as keytool and OpenSSL write them; no server. */
@Tag("one-server")
class ClientCertificateIT {

    private static final ClientCertificate.Keys KEYS = new ClientCertificate.Keys(
            "acmecrm.x.client-certificate.location",
            "acmecrm.x.client-key.location",
            Optional.of("acmecrm.x.client-key.password"));

    @TempDir
    private static Path folder;

    private static CertificateAuthority.Issued one;
    private static CertificateAuthority.Issued other;

    @BeforeAll
    static void issue() {
        CertificateAuthority authority = CertificateAuthority.make(folder);
        one = authority.issue("one", "RSA");
        other = authority.issue("other", "EC");
    }

    @Test
    void pairsShouldBeTaken() {
        assertThat(faults(one.certificate(), one.key())).isEmpty();
        assertThat(faults(other.certificate(), other.key())).isEmpty();
        assertThat(new ClientCertificate(one.certificate().toString(), one.key().toString(), Optional.empty())
                        .keyManagers()
                        .getKeyManagers())
                .hasSize(1);
    }

    @Test
    void nothingShouldBeTaken() {
        assertThat(KEYS.faults(key -> Optional.empty())).isEmpty();
    }

    @Test
    void keyOfAnotherCertificateShouldBeSaid() {
        assertThat(faults(one.certificate(), other.key()))
                .containsExactly("acmecrm.x.client-key.location must be the key of the first certificate in"
                        + " acmecrm.x.client-certificate.location, but is another one");
    }

    @Test
    void bothFilesShouldBeSaidWhenNeitherIsUsable() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pem"), "neither");

        assertThat(faults(text, text))
                .containsExactly(
                        "acmecrm.x.client-certificate.location must name a PEM file, but " + text
                                + " is not a PEM file with certificates",
                        "acmecrm.x.client-key.location must name a PEM file, but " + text
                                + " holds no PRIVATE KEY block (PKCS#8); convert the key with: openssl pkcs8 -topk8");
    }

    @Test
    void halfShouldBeSaid() {
        assertThat(KEYS.faults(
                        values(Map.of(KEYS.certificate(), one.certificate().toString()))::get))
                .containsExactly("acmecrm.x.client-key.location must be set where"
                        + " acmecrm.x.client-certificate.location is, but is not set");
        assertThat(KEYS.faults(values(Map.of(KEYS.key(), one.key().toString()))::get))
                .containsExactly("acmecrm.x.client-certificate.location must be set where"
                        + " acmecrm.x.client-key.location is, but is not set");
    }

    @Test
    void encryptedKeyShouldNeedItsPassword() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                KEYS.certificate(),
                one.certificate().toString(),
                KEYS.key(),
                encrypt("geheim").toString()));

        assertThat(KEYS.faults(values(settings)::get).toString()).contains("and no password for it is set");
        settings.put(KEYS.password().orElseThrow(), "falsch");
        assertThat(KEYS.faults(values(settings)::get).toString())
                .contains("holds a key that the password does not decrypt");
        settings.put(KEYS.password().orElseThrow(), "geheim");
        assertThat(KEYS.faults(values(settings)::get)).isEmpty();
    }

    /** Its scheme is PBES2, whose parts stand in its parameters. */
    @Test
    void keyThatOpensslHasEncryptedShouldBeRead() throws IOException {
        String key = """
                -----BEGIN ENCRYPTED PRIVATE KEY-----
                MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgxQr/wxBH37AICCAAw
                DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEENsQe5uzbWK6Kyy+dRU7sGcEgZAz
                B1gWFfBAcfO1tYuw16BcfNbbCuIV+TYvdY2r3BR/fBeUTgSgOQFlHK+FliSH3Ue5
                8NCLMu1r/07LjwgF9z2NUDeBMsNP8s4x0b88fVg8xZqPSmGR8B/ffylw+rxK5YZZ
                0nV/U5X61NuTLDkcqFCUoN9SJ0l0AECgfCZnqzPGVfQz9+Zpnn4UnxfmAL6wpeo=
                -----END ENCRYPTED PRIVATE KEY-----
                """;
        Path file = Files.writeString(folder.resolve("openssl.pem"), key);

        assertThat(new ClientCertificate(one.certificate().toString(), file.toString(), Optional.of("geheim"))
                        .algorithm())
                .isEqualTo("EC");
    }

    private static Path encrypt(String password) throws GeneralSecurityException, IOException {
        String algorithm = "PBEWithSHA1AndDESede";
        byte[] key = PemFile.block(Files.readString(one.key()), "PRIVATE KEY").orElseThrow();
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())));
        AlgorithmParameters parameters = cipher.getParameters();
        byte[] der = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key)).getEncoded();
        return Files.writeString(
                folder.resolve(algorithm + ".pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\n%s\n-----END ENCRYPTED PRIVATE KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(der)));
    }

    @Test
    void authoritiesThatCannotBeReadShouldBeSaidWithTheirFile() throws IOException {
        for (Path file : List.of(
                folder.resolve("missing.pem"),
                Files.writeString(folder.resolve("empty.pem"), ""),
                Files.writeString(folder.resolve("words.pem"), "not a certificate"))) {
            String location = file.toUri().toString();
            assertThatThrownBy(() -> PemCertificates.trusted(location))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(location + " is not a PEM file with certificates");
        }
    }

    private static List<String> faults(Path certificate, Path key) {
        return KEYS.faults(values(Map.of(KEYS.certificate(), certificate.toString(), KEYS.key(), key.toString()))::get);
    }

    private static Values values(Map<String, String> settings) {
        return key -> Optional.ofNullable(settings.get(key));
    }

    private interface Values {

        Optional<String> get(String key);
    }
}
