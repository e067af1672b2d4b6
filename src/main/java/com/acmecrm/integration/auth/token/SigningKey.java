package com.acmecrm.integration.auth.token;

import com.nimbusds.jose.jwk.RSAKey;
import java.util.Optional;

/** The key that signs tokens, from a PEM file (RFC 7468, PKCS#8, RSA). */
final class SigningKey {

    static final String LOCATION = "acmecrm.auth.private-key.location";

    private SigningKey() {}

    /** @throws UnusableKeyException also if its signatures could not be verified */
    static RSAKey read(Optional<String> location, VerificationKeys verification) {
        KeyFile file = location.map(path -> new KeyFile(LOCATION, path))
                .orElseThrow(() -> new UnusableKeyException(LOCATION, "is not set, so no token could be signed"));
        RSAKey pair = RsaKeys.keyPair(file);
        if (!verification.ids().contains(pair.getKeyID())) {
            throw file.unusable("names %s, whose public key is neither that of %s nor one of %s"
                    .formatted(file.location(), VerificationKeys.LOCATION, VerificationKeys.ADDITIONAL));
        }
        return pair;
    }
}
