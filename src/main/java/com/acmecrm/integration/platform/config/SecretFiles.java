package com.acmecrm.integration.platform.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Values from files, as container platforms hand secrets over: {@code ACMECRM_DATABASE_PASSWORD_FILE} names the file
 * with the value of {@code acmecrm.database.password}. Read once, when it is first asked for.
 */
public final class SecretFiles implements ConfigSource {

    /** Above variables, whose place it takes, and below system properties. */
    private static final int ABOVE_THE_ENVIRONMENT = 305;

    private static final String PREFIX = "acmecrm.";
    private static final String SUFFIX = "_FILE";

    private final Map<String, String> environment;
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

    public SecretFiles() {
        this(System.getenv());
    }

    SecretFiles(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public int getOrdinal() {
        return ABOVE_THE_ENVIRONMENT;
    }

    /** None: which key a variable means cannot be told from its name. */
    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public String getName() {
        return "files named by environment variables";
    }

    /** Null where no file is named, and where it cannot be read: {@link #faults} says so. */
    @Override
    public String getValue(String key) {
        return key.startsWith(PREFIX) ? known.computeIfAbsent(key, this::find).orElse(null) : null;
    }

    private Optional<String> find(String key) {
        return Optional.ofNullable(environment.get(variable(key) + SUFFIX)).flatMap(SecretFiles::read);
    }

    /** Files that cannot be read, and keys whose value stands in two places. */
    List<String> faults(Collection<Setting> settings) {
        return settings.stream()
                .map(Setting::key)
                .filter(key -> environment.containsKey(variable(key) + SUFFIX))
                .flatMap(this::faults)
                .toList();
    }

    private Stream<String> faults(String key) {
        String variable = variable(key);
        String file = environment.get(variable + SUFFIX);
        if (environment.containsKey(variable)) {
            return Stream.of(
                    "%s must be set once, but both %s and %s are set".formatted(key, variable, variable + SUFFIX));
        }
        return read(file).isPresent()
                ? Stream.empty()
                : Stream.of("%s must be in the file that %s names, but %s cannot be read"
                        .formatted(key, variable + SUFFIX, file));
    }

    /** Without the newline that an editor leaves at the end. */
    private static Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)).replaceFirst("\\r?\\n\\z", ""));
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    /** MicroProfile Config 3.1, 5.3.1: every sign but letters and digits is an underscore. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
