package com.acmecrm.integration.auth.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is said of keys with which the service cannot start. */
class TokenKeyFilesTest {

    private static final KeyPair PAIR = pair("RSA", 2048);
    private static final KeyPair NEXT = pair("RSA", 2048);
    private static final String HOW_TO_MAKE_THEM = ". Make a pair with: openssl genpkey -algorithm RSA"
            + " -pkeyopt rsa_keygen_bits:2048 -out private.pem"
            + " && openssl pkey -in private.pem -pubout -out public.pem (docs/tokens.md).";

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void configure() {
        settings.put(
                "mp.jwt.verify.publickey.location",
                publicPem("public.pem", PAIR).toUri().toString());
        settings.put(
                "acmecrm.auth.private-key.location",
                privatePem("private.pem", PAIR).toString());
    }

    @Test
    void pairShouldBeTakenWithFurtherPublicKeysWhateverTheirOrder() {
        Path next = publicPem("next.pem", NEXT);
        settings.put("acmecrm.auth.additional-public-keys", " %s, %s ,".formatted(next, next.toUri()));

        assertThat(verification().ids()).hasSize(2).contains(signing());
        settings.put(
                "acmecrm.auth.private-key.location",
                privatePem("next-private.pem", NEXT).toString());
        assertThat(verification().ids()).contains(signing());
    }

    @Test
    void publishedKeysShouldHoldNothingPrivate() {
        assertThat(verification().json())
                .contains("\"kid\":\"" + signing() + "\"")
                .doesNotContain("\"d\"", "\"p\"");
    }

    @Test
    void startShouldBeRefusedWhenKeysAreNotConfigured() {
        settings.remove("acmecrm.auth.private-key.location");
        assertRefusal()
                .hasMessage(
                        "acmecrm.auth.private-key.location is not set, so no token could be signed" + HOW_TO_MAKE_THEM);

        settings.remove("mp.jwt.verify.publickey.location");
        assertRefusal()
                .hasMessage("mp.jwt.verify.publickey.location is not set, so no token could be verified"
                        + HOW_TO_MAKE_THEM);
    }

    @Test
    void startShouldBeRefusedWhenAFileIsMissing() {
        Path missing = folder.resolve("missing.pem");

        assertRefusalOf("acmecrm.auth.private-key.location", missing, ", and there is no such file");
        assertRefusalOf("acmecrm.auth.additional-public-keys", missing, ", and there is no such file");
        assertRefusalOf("mp.jwt.verify.publickey.location", missing, ", and there is no such file");
    }

    @Test
    void startShouldBeRefusedWhenAFileIsNoFile() {
        settings.put("mp.jwt.verify.publickey.location", folder.toString());
        assertRefusal()
                .hasMessageStartingWith(
                        "mp.jwt.verify.publickey.location names %s, which cannot be read as a text file", folder);

        settings.put("mp.jwt.verify.publickey.location", "file:public.pem");
        assertRefusal().hasMessageContaining("names file:public.pem, which cannot be read as a text file");
    }

    @Test
    void startShouldBeRefusedWhenAFileHoldsAnotherThing() {
        assertRefusalOf(
                "mp.jwt.verify.publickey.location",
                privatePem("mixed-up.pem", PAIR),
                ", which holds no -----BEGIN PUBLIC KEY-----");
        assertRefusalOf(
                "acmecrm.auth.private-key.location",
                publicPem("mixed-up.pem", PAIR),
                ", which holds no -----BEGIN PRIVATE KEY-----");
        Path pkcs1 = write("pkcs1.pem", "RSA PRIVATE KEY", PAIR.getPrivate().getEncoded());
        assertRefusalOf("acmecrm.auth.private-key.location", pkcs1, ", which holds no -----BEGIN PRIVATE KEY-----");
        assertRefusalOf(
                "acmecrm.auth.private-key.location",
                write("text", "{\"keys\":[]}"),
                ", which holds no -----BEGIN PRIVATE KEY-----");
    }

    @Test
    void startShouldBeRefusedWhenAFileIsDamaged() {
        String pem = read(publicPem("whole.pem", PAIR));
        Path cut = write("cut.pem", pem.replaceFirst("(?s)\n.{200}", "\n"));

        assertRefusalOf("mp.jwt.verify.publickey.location", cut, ", which holds no RSA key");
        assertRefusalOf(
                "mp.jwt.verify.publickey.location",
                write("half.pem", pem.substring(0, 200)),
                ", which holds no -----BEGIN PUBLIC KEY-----");
    }

    @Test
    void startShouldBeRefusedWhenAKeyIsNotRsa() {
        KeyPair elliptic = pair("EC", 256);

        assertRefusalOf(
                "acmecrm.auth.private-key.location",
                privatePem("ec-private.pem", elliptic),
                ", which holds no RSA key");
        assertRefusalOf("mp.jwt.verify.publickey.location", publicPem("ec.pem", elliptic), ", which holds no RSA key");
    }

    @Test
    void startShouldBeRefusedWhenAKeyIsShort() {
        KeyPair shorter = pair("RSA", 1024);
        String trouble = ", an RSA key of 1024 bits; it must have 2048 or more";

        assertRefusalOf("acmecrm.auth.private-key.location", privatePem("short-private.pem", shorter), trouble);
        assertRefusalOf("acmecrm.auth.additional-public-keys", publicPem("short.pem", shorter), trouble);
    }

    @Test
    void startShouldBeRefusedWhenNobodyCouldVerifyWhatIsSigned() {
        assertRefusalOf(
                "acmecrm.auth.private-key.location",
                privatePem("other.pem", NEXT),
                ", whose public key is neither that of mp.jwt.verify.publickey.location"
                        + " nor one of acmecrm.auth.additional-public-keys");
    }

    private VerificationKeys verification() {
        return VerificationKeys.read(this::setting);
    }

    /** @return its name */
    private String signing() {
        return SigningKey.read(setting("acmecrm.auth.private-key.location"), verification())
                .getKeyID();
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    private void assertRefusalOf(String setting, Path file, String trouble) {
        String before = settings.put(setting, file.toString());
        assertRefusal().hasMessage("%s names %s%s%s", setting, file, trouble, HOW_TO_MAKE_THEM);
        settings.put(setting, before == null ? "" : before);
    }

    private AbstractThrowableAssert<?, ?> assertRefusal() {
        return assertThatThrownBy(this::signing).isInstanceOf(UnusableKeyException.class);
    }

    private Path publicPem(String name, KeyPair pair) {
        return write(name, "PUBLIC KEY", pair.getPublic());
    }

    private Path privatePem(String name, KeyPair pair) {
        return write(name, "PRIVATE KEY", pair.getPrivate());
    }

    private Path write(String name, String label, Key key) {
        return write(name, label, key.getEncoded());
    }

    private Path write(String name, String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return write(name, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, base64, label));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
