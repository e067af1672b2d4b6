package com.acmecrm.integration.auth.token;

import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives the server, which verifies signatures, all keys at once: a JWK set in the place of the one PEM file that is
 * configured. Read once, at the start: Payara would read a file again every five minutes and WildFly never.
 */
public final class VerificationKeySource implements ConfigSource {

    static final String KEYS = "mp.jwt.verify.publickey";

    /** Both servers prefer a location to the keys themselves; this is none to either of them. */
    private static final String NO_LOCATION = "NONE";

    private static final int ABOVE_ALL_OTHERS = 10_000;

    private String keys;

    @Override
    public int getOrdinal() {
        return ABOVE_ALL_OTHERS;
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of(KEYS, VerificationKeys.LOCATION);
    }

    @Override
    public String getName() {
        return "verification keys";
    }

    @Override
    public String getValue(String name) {
        return switch (name) {
            case KEYS -> keys();
            case VerificationKeys.LOCATION -> NO_LOCATION;
            default -> null;
        };
    }

    private synchronized String keys() {
        if (keys == null) {
            keys = VerificationKeys.read(VerificationKeySource::configured).json();
        }
        return keys;
    }

    /** From the sources below this one, by their ordinals. */
    private static Optional<String> configured(String name) {
        Iterable<ConfigSource> sources = ConfigProvider.getConfig(VerificationKeySource.class.getClassLoader())
                .getConfigSources();
        return StreamSupport.stream(sources.spliterator(), false)
                .filter(source -> !(source instanceof VerificationKeySource))
                .map(source -> source.getValue(name))
                .filter(value -> value != null)
                .findFirst()
                .filter(value -> !value.isBlank());
    }
}
