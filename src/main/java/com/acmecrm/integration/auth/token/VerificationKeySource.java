package com.acmecrm.integration.auth.token;

import com.acmecrm.integration.platform.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives the server, which verifies signatures, all keys at once: a JWK set in a file of this process, in the place of the
 * one PEM file that is configured. Written once, at the start: Payara reads it again every five minutes and WildFly never.
 * Not in {@code mp.jwt.verify.publickey}: Payara wants no location beside it, and a source can hide none from WildFly.
 */
public final class VerificationKeySource implements ConfigSource {

    private static final int ABOVE_ALL_OTHERS = 10_000;

    private String location;

    @Override
    public int getOrdinal() {
        return ABOVE_ALL_OTHERS;
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of(VerificationKeys.LOCATION);
    }

    @Override
    public String getName() {
        return "verification keys";
    }

    @Override
    public String getValue(String name) {
        return VerificationKeys.LOCATION.equals(name) ? location() : null;
    }

    private synchronized String location() {
        if (location == null) {
            Configuration.require();
            location = write(VerificationKeys.read(VerificationKeySource::configured))
                    .toUri()
                    .toString();
        }
        return location;
    }

    private static Path write(VerificationKeys keys) {
        try {
            Path file = Files.createTempFile("acmecrm-verification-keys", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, keys.json());
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write the verification keys into the temporary folder", failure);
        }
    }

    /** From the sources below this one, by their ordinals. */
    static Optional<String> configured(String name) {
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
