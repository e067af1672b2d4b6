package com.acmecrm.integration.auth.token;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether the files that are named hold keys with which tokens can be signed and verified. */
public final class TokenKeyFiles {

    private TokenKeyFiles() {}

    /** @return the first thing that is wrong with them: what comes after it cannot be told */
    public static List<String> faults(Function<String, Optional<String>> values) {
        try {
            // Not the value of the key, which is what this class's own source makes of it.
            VerificationKeys keys = VerificationKeys.read(VerificationKeySource::configured);
            SigningKey.read(values.apply(SigningKey.LOCATION), keys);
            return List.of();
        } catch (UnusableKeyException unusable) {
            return List.of(unusable.getMessage());
        }
    }
}
