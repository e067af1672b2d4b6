package com.acmecrm.integration.dev;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** A program that a test needs and not every laptop has: without it the test is skipped, and fails where there is {@code CI}. */
final class ExternalTool {

    private static final int PATIENCE_SECONDS = 180;

    private ExternalTool() {}

    /** @return what it has said, once it has ended with status 0 */
    static String run(String... command) throws IOException, InterruptedException {
        need(command[0]);
        Path output = Files.createTempFile(Path.of("target"), "tool", ".txt");
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(tool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%s has ended", List.of(command))
                    .isTrue();
        } finally {
            tool.destroyForcibly();
        }
        String said = Files.readString(output);
        Files.delete(output);
        assertThat(tool.exitValue()).as("%s%n%s", List.of(command), said).isZero();
        return said;
    }

    static void need(String name) {
        if (find(name).isPresent()) {
            return;
        }
        String reason = "there is no " + name + " on the PATH";
        if (System.getenv("CI") != null) {
            fail(reason);
        }
        Assumptions.abort(reason);
    }

    private static Optional<Path> find(String name) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv("PATH"))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
