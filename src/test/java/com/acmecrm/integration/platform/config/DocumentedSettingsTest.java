package com.acmecrm.integration.platform.config;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The keys that the code reads, those that are checked at start, and those that are documented are the same. */
class DocumentedSettingsTest {

    private static final String POLICIES = "acmecrm.ratelimit.";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern LITERAL = Pattern.compile("\"((?:acmecrm|mp)\\.[a-z0-9-]+(?:\\.[a-z0-9-]+)+)\"");

    /** Who asks for a key by a call; everyone else has it injected. */
    private static final Set<String> READERS = Set.of(
            "Configuration",
            "DatabaseConfig",
            "KafkaConfig",
            "LogConfig",
            "RateLimitConfig",
            "TokenKeys",
            "VerificationKeySource");

    /** Keys whose names they are asked for. */
    private static final Set<String> NAMERS =
            Set.of("DatabaseConfig", "KafkaSecurity", "LogConfig", "OAuthConfig", "SigningKey", "VerificationKeys");

    /** In the properties and not for operators. */
    private static final Set<String> FIXED =
            Set.of("mp.jwt.verify.publickey.algorithm", "mp.jwt.verify.clock.skew", "mp.openapi.extensions.enabled");

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes"));

    @Test
    void everyKeyThatIsReadShouldBeChecked() {
        assertThat(read())
                .as("read, and in no SettingGroup")
                .isSubsetOf(declared().keySet());
    }

    /** The limits' policies are tried by {@code RateLimitSettingsTest}. */
    @Test
    void everyKeyThatIsCheckedShouldBeRead() {
        assertThat(declared().keySet().stream()
                        .filter(key -> !key.startsWith(POLICIES) || key.endsWith("trusted-proxies")))
                .as("in a SettingGroup, and not read")
                .isSubsetOf(read());
    }

    @Test
    void onlyAFewShouldReadKeysByACall() {
        Set<String> callers = CLASSES.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(Config.class)
                        || call.getTargetOwner().isEquivalentTo(ConfigProvider.class))
                .map(call -> outermost(call.getOriginOwner()).getSimpleName())
                .collect(Collectors.toSet());

        assertThat(callers).as("inject the key with @ConfigProperty instead").isEqualTo(READERS);
    }

    @Test
    void defaultsShouldStandInThePropertiesOnly() {
        assertThat(injected())
                .allSatisfy(field -> assertThat(
                                field.getAnnotationOfType(ConfigProperty.class).defaultValue())
                        .as(field.getFullName())
                        .isEqualTo(ConfigProperty.UNCONFIGURED_VALUE));
    }

    @Test
    void documentedKeysShouldBeTheCheckedOnes() {
        assertThat(documented().keySet()).isEqualTo(declared().keySet());
    }

    @Test
    void documentedDefaultsShouldBeTheRealOnes() {
        Properties defaults = defaults();
        documented().forEach((key, cell) -> {
            if (key.contains("<")) {
                return;
            }
            String real = defaults.getProperty(key, "");
            if (real.isEmpty()) {
                assertThat(cell).as(key + " has no default").doesNotContain("`");
                assertThat(cell.isEmpty())
                        .as(key + ": an empty cell says that it must be set")
                        .isEqualTo(mustBeSet(declared().get(key)));
            } else {
                assertThat(cell).as(key).isEqualTo("`" + real + "`");
            }
        });
    }

    @Test
    void everyPropertyShouldBeAKey() {
        assertThat(defaults().stringPropertyNames())
                .isSubsetOf(Stream.of(declared().keySet(), FIXED)
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet()));
    }

    private static boolean mustBeSet(Setting setting) {
        return setting.required() || setting.key().matches(".*\\.(private-key|publickey)\\.location");
    }

    private static Map<String, Setting> declared() {
        return Configuration.groups().stream()
                .flatMap(group -> group.settings().stream())
                .collect(Collectors.toMap(Setting::key, setting -> setting, (one, other) -> one, TreeMap::new));
    }

    private static Set<String> read() {
        Set<String> keys = new TreeSet<>();
        injected()
                .forEach(field ->
                        keys.add(field.getAnnotationOfType(ConfigProperty.class).name()));
        CLASSES.stream()
                .filter(type -> NAMERS.contains(type.getSimpleName()))
                .forEach(type -> keys.addAll(literals(type)));
        return keys;
    }

    private static List<JavaField> injected() {
        return CLASSES.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.isAnnotatedWith(ConfigProperty.class))
                .toList();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(DocumentedSettingsTest::outermost).orElse(type);
    }

    private static List<String> literals(JavaClass type) {
        String source = text(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        return LITERAL.matcher(source).results().map(found -> found.group(1)).toList();
    }

    /** The default's cell by key; {@code `a.b.c`, `.d`} are two keys. */
    private static Map<String, String> documented() {
        Map<String, String> rows = new TreeMap<>();
        text(Path.of("docs/configuration.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .forEach(cells -> keys(cells[1]).forEach(key -> rows.put(key, cells[2])));
        return rows;
    }

    private static List<String> keys(String cell) {
        List<String> keys = new ArrayList<>();
        Matcher code = Pattern.compile("`([^`]+)`").matcher(cell);
        for (MatchResult found : code.results().toList()) {
            String text = found.group(1);
            String first = keys.isEmpty() ? "" : keys.get(0);
            keys.add(text.startsWith(".") ? first.substring(0, first.lastIndexOf('.')) + text : text);
        }
        return keys;
    }

    private static Properties defaults() {
        Properties properties = new Properties();
        try (var reader =
                Files.newBufferedReader(Path.of("src/main/resources/META-INF/microprofile-config.properties"))) {
            properties.load(reader);
            return properties;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
