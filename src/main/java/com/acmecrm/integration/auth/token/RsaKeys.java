package com.acmecrm.integration.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** RSA keys from files, under their names: the {@code kid} is the key's thumbprint (RFC 7638), the same on every node. */
final class RsaKeys {

    private static final int LEAST_BITS = 2048;

    private RsaKeys() {}

    /** @throws UnusableKeyException */
    static RSAKey publicKey(KeyFile file) {
        byte[] der = file.block("PUBLIC KEY");
        try {
            return named(file, new RSAKey.Builder((RSAPublicKey) rsa().generatePublic(new X509EncodedKeySpec(der))));
        } catch (GeneralSecurityException | JOSEException notRsa) {
            throw notRsa(file);
        }
    }

    /** Both halves: the private one holds the public one. @throws UnusableKeyException */
    static RSAKey keyPair(KeyFile file) {
        byte[] der = file.block("PRIVATE KEY");
        try {
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa().generatePrivate(new PKCS8EncodedKeySpec(der));
            RSAPublicKey half = (RSAPublicKey)
                    rsa().generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return named(file, new RSAKey.Builder(half).privateKey(key));
        } catch (GeneralSecurityException | JOSEException | ClassCastException notRsa) {
            throw notRsa(file);
        }
    }

    private static RSAKey named(KeyFile file, RSAKey.Builder key) throws JOSEException {
        RSAKey named = key.keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint()
                .build();
        if (named.size() < LEAST_BITS) {
            throw file.unusable("names %s, an RSA key of %d bits; it must have %d or more"
                    .formatted(file.location(), named.size(), LEAST_BITS));
        }
        return named;
    }

    private static KeyFactory rsa() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA");
    }

    private static UnusableKeyException notRsa(KeyFile file) {
        return file.unusable("names " + file.location() + ", which holds no RSA key");
    }
}
