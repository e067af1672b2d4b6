package com.acmecrm.integration.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a build step would find: the console has none. */
class ConsoleSourcesTest {

    private static final Path HOME = Path.of("src/main/webapp/WEB-INF/console");
    private static final Pattern LISTED = Pattern.compile("icons/outline/([a-z0-9-]+)\\.svg");
    /** As in {@code icon('lock')} and {@code icon: 'lock'}. */
    private static final Pattern SHOWN = Pattern.compile("\\bicon(?:\\(|: )'([a-z0-9-]+)'");

    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\\(?'(\\.[^']+)'");

    @Test
    void everyIconThatIsShownShouldBeInTheWar() throws IOException {
        assertThat(listedIcons())
                .as("add what is missing to the execution webjars in pom.xml")
                .containsAll(found(SHOWN, sources()));
    }

    /** Some names stand in tables. */
    @Test
    void everyIconInTheWarShouldBeShown() throws IOException {
        String sources = sources();

        assertThat(listedIcons()).allSatisfy(icon -> assertThat(sources).contains("'" + icon + "'"));
    }

    @Test
    void everyImportShouldFindItsModule() throws IOException {
        for (Path module : modules()) {
            for (String target : found(IMPORT, Files.readString(module))) {
                Path file = module.resolveSibling(target).normalize();
                boolean ofOthers = file.startsWith(HOME.resolve("webjars"));
                assertThat(ofOthers || Files.exists(file))
                        .as("%s imports %s", module, target)
                        .isTrue();
            }
        }
    }

    /** The policy of the pages forbids it: it would be ignored without a word, or said on the console. */
    @Test
    void nothingShouldBeInline() throws IOException {
        assertThat(sources() + Files.readString(HOME.resolve("index.html")))
                .doesNotContainPattern("\\sstyle=|<style|\\son[a-z]+=[\"']|javascript:|\\beval\\(|new Function");
    }

    /** A text of the service may change: decide by status, type and outcome. */
    @Test
    void nothingShouldBeDecidedByTheWordsOfAnAnswer() throws IOException {
        assertThat(sources())
                .doesNotContainPattern("\\.(test|exec)\\([^()]*\\.(detail|title|message)\\b")
                .doesNotContainPattern(
                        "\\.(detail|title|message)\\)?\\??\\.(match|search|includes|startsWith|endsWith|indexOf)\\(")
                .doesNotContainPattern("\\.(detail|title|message) (===|!==) '");
    }

    /** Features know the platform and not each other; the platform knows no feature. The audit trail names users. */
    @Test
    void importsShouldRunOneWay() throws IOException {
        for (Path module : modules()) {
            String own = feature(module);
            Set<String> known = own.equals("audit") ? Set.of("platform", "auth") : Set.of("platform");
            for (String target : found(IMPORT, Files.readString(module))) {
                String other = feature(module.resolveSibling(target).normalize());
                assertThat(own.equals("main.js")
                                || other.equals("webjars")
                                || other.equals(own)
                                || known.contains(other))
                        .as("%s imports %s: what two features need belongs into platform", module, target)
                        .isTrue();
            }
        }
    }

    private static String feature(Path module) {
        return HOME.relativize(module).getName(0).toString();
    }

    private static Set<String> listedIcons() throws IOException {
        return found(LISTED, Files.readString(Path.of("pom.xml")));
    }

    private static String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (Path module : modules()) {
            sources.append(Files.readString(module));
        }
        return sources.toString();
    }

    private static Set<Path> modules() throws IOException {
        try (Stream<Path> files = Files.walk(HOME)) {
            return files.filter(file -> file.toString().endsWith(".js")).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
