package com.acmecrm.integration.openapi;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Redocly's recommended rules ({@code redocly.yaml}). It needs Node.js, which nobody else here needs: without it the test is
 * skipped and says so, and fails where the environment has {@code CI}.
 */
@Tag("one-server")
class LintIT {

    private static final String LINTER = "@redocly/cli@2.77.0";
    private static final int PATIENCE_SECONDS = 180;

    @Test
    void descriptionShouldKeepTheRecommendedRules() throws Exception {
        Path npx = findNpx().orElse(null);
        if (npx == null) {
            missing("there is no npx on the PATH; install Node.js and npm");
            return;
        }
        Path output = Files.createTempFile(Path.of("target"), "redocly", ".txt");
        Process linter = new ProcessBuilder(npx.toString(), "--yes", LINTER, "lint", "--format=stylish")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(linter.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the linter has ended")
                    .isTrue();
        } finally {
            linter.destroyForcibly();
        }
        judge(linter.exitValue(), Files.readString(output));
    }

    private static void judge(int exit, String output) {
        if (exit != 0 && !output.contains("validating")) {
            missing("npm could not get or run it:\n" + output);
        }
        assertThat(exit).as(output).isZero();
        assertThat(output).contains("openapi.yaml: validated");
    }

    private static void missing(String reason) {
        String text = "openapi.yaml was not linted: " + reason;
        if (System.getenv("CI") != null) {
            fail(text);
        }
        Assumptions.abort(text);
    }

    private static Optional<Path> findNpx() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv("PATH"))
                .flatMap(folder -> Stream.of("npx", "npx.cmd").map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
