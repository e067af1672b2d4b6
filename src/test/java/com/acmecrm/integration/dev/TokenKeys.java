package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;

/** A key pair for signing tokens, made once and kept. */
public final class TokenKeys {

    private static final int BITS = 2048;

    private TokenKeys() {}

    /** @return the settings that point at the keys */
    public static Map<String, String> keepIn(Path folder) {
        Path privateKey = folder.resolve("private.pem");
        Path publicKey = folder.resolve("public.pem");
        if (!Files.exists(privateKey)) {
            create(folder, privateKey, publicKey);
        }
        return Map.of(
                "acmecrm.auth.private-key.location", privateKey.toString(),
                "mp.jwt.verify.publickey.location", publicKey.toUri().toString(),
                "mp.jwt.verify.issuer", "acmecrm-integration");
    }

    private static void create(Path folder, Path privateKey, Path publicKey) {
        try {
            Folders.create(folder);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            write(publicKey, "PUBLIC KEY", pair.getPublic().getEncoded());
            // Last: its presence says that both are there.
            write(privateKey, "PRIVATE KEY", pair.getPrivate().getEncoded());
        } catch (IOException | GeneralSecurityException failure) {
            throw new DevException("Cannot make keys in " + folder + ".", failure);
        }
    }

    private static void write(Path file, String label, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Path half = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(half, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, base64, label));
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
