package com.acmecrm.integration.dev;

import com.acmecrm.integration.platform.tls.ClientCertificate;
import com.acmecrm.integration.platform.tls.PemCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManagerFactory;

/** Signs certificates of servers on 127.0.0.1 and of clients, by the virtual machine's own keytool. */
public final class CertificateAuthority {

    private static final String PASSWORD = "changeit";
    private static final String CA = "ca";

    private final Path folder;

    private CertificateAuthority(Path folder) {
        this.folder = Folders.create(folder);
    }

    /** @param folder for its keys and for those that it signs */
    public static CertificateAuthority make(Path folder) {
        CertificateAuthority authority = new CertificateAuthority(folder);
        authority.generate(CA, CA, "-keyalg", "RSA", "-ext", "bc:c");
        authority.certificate(CA);
        return authority;
    }

    /** PEM, of the authority itself. */
    public Path certificate() {
        return folder.resolve(CA + ".pem");
    }

    /**
     * @param name of the subject ({@code CN=…}) and of the files
     * @param algorithm {@code RSA} or {@code EC}
     */
    public Issued issue(String name, String algorithm) {
        String alias = name + "-" + algorithm.toLowerCase(Locale.ROOT);
        generate(alias, name, "-signer", CA, "-keyalg", algorithm, "-ext", "san=ip:127.0.0.1,dns:localhost");
        return new Issued(certificate(alias), key(alias));
    }

    private void generate(String alias, String name, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store().toString()));
        command.addAll(List.of(more));
        Path log = folder.resolve("keytool.log");
        try {
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (keytool.onExit().join().exitValue() != 0) {
                throw new IOException(Files.readString(log));
            }
        } catch (IOException failure) {
            throw new DevException("No certificate can be made in " + folder + ".", failure);
        }
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private Path certificate(String name) {
        return write(
                name + ".pem",
                "CERTIFICATE",
                store -> store.getCertificate(name).getEncoded());
    }

    private Path key(String name) {
        return write(
                name + "-key.pem",
                "PRIVATE KEY",
                store -> store.getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    /** For its owner's eyes: PostgreSQL and its driver refuse a key that others may read. */
    private Path write(String file, String label, Content content) {
        try (InputStream keys = Files.newInputStream(store())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(keys, PASSWORD.toCharArray());
            String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(content.of(store));
            Path pem = Files.writeString(
                    folder.resolve(file), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));
            return Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | GeneralSecurityException failure) {
            throw new DevException("No certificate can be made in " + folder + ".", failure);
        }
    }

    /** Of those who trust it. */
    TrustManagerFactory trusted() {
        return PemCertificates.trusted(certificate().toString());
    }

    /** Both PEM. */
    public record Issued(Path certificate, Path key) {

        KeyManager[] keyManagers() {
            return new ClientCertificate(certificate.toString(), key.toString(), Optional.empty())
                    .keyManagers()
                    .getKeyManagers();
        }

        /** One file with the key and the certificate. */
        Path together() {
            try {
                return Files.writeString(
                        certificate.resolveSibling("both-" + certificate.getFileName()),
                        Files.readString(key) + Files.readString(certificate));
            } catch (IOException failure) {
                throw new DevException("No certificate can be made.", failure);
            }
        }
    }

    private interface Content {

        byte[] of(KeyStore store) throws GeneralSecurityException;
    }
}
