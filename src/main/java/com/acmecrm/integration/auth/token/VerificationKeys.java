package com.acmecrm.integration.auth.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public keys that this node takes tokens of: the one of the pair that signs, the next one, the previous one. */
record VerificationKeys(JWKSet keys) {

    static final String LOCATION = "mp.jwt.verify.publickey.location";
    static final String ADDITIONAL = "acmecrm.auth.additional-public-keys";

    /**
     * Reads them from their files.
     *
     * @param settings gives a setting's value by its name
     * @throws UnusableKeyException
     */
    static VerificationKeys read(Function<String, Optional<String>> settings) {
        String location = settings.apply(LOCATION)
                .orElseThrow(() -> new UnusableKeyException(LOCATION, "is not set, so no token could be verified"));
        Map<String, JWK> keys = new LinkedHashMap<>();
        Stream.concat(Stream.of(new KeyFile(LOCATION, location)), additional(settings))
                .map(RsaKeys::publicKey)
                .forEach(key -> keys.put(key.getKeyID(), key));
        return new VerificationKeys(new JWKSet(List.copyOf(keys.values())));
    }

    private static Stream<KeyFile> additional(Function<String, Optional<String>> settings) {
        return Stream.of(settings.apply(ADDITIONAL).orElse("").split(","))
                .map(String::strip)
                .filter(location -> !location.isEmpty())
                .map(location -> new KeyFile(ADDITIONAL, location));
    }

    /** @param location of a file with what {@link #json} has made */
    static VerificationKeys of(URI location) {
        try {
            return new VerificationKeys(JWKSet.load(Path.of(location).toFile()));
        } catch (IOException | ParseException unusable) {
            throw new IllegalStateException(location + " holds no JWK set", unusable);
        }
    }

    /** The JWK set (RFC 7517), without anything private. */
    String json() {
        return keys.toString(true);
    }

    Set<String> ids() {
        return keys.getKeys().stream().map(JWK::getKeyID).collect(Collectors.toUnmodifiableSet());
    }
}
