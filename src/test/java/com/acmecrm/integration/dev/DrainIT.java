package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code server-config/drain.sh} with small programs instead of a server, in the shells of Debian, Red Hat and Alpine. */
@Tag("chaos")
class DrainIT {

    private static final String FOREVER = "600";
    private static final int PATIENCE_SECONDS = 60;

    /** Ends at TERM, and tells by its status whether it was draining by then. */
    private static final String OBEDIENT = """
            trap '[ -e "$ACMECRM_DRAIN_FILE" ] && exit 3; exit 4' TERM; : >"$STARTED"; while :; do sleep 0.1; done""";

    @TempDir
    Path folder;

    private Process script;

    @AfterEach
    void end() {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void statusShouldBeTheServersWhenItEndsByItself(String shell) throws Exception {
        start(shell, FOREVER, "exit 7");

        assertThat(status()).isEqualTo(7);
        assertThat(drainFile()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void fileOfAnEarlierServerShouldBeGoneWhenAServerStarts(String shell) throws Exception {
        Files.createFile(drainFile());

        start(shell, FOREVER, "[ -e \"$ACMECRM_DRAIN_FILE\" ] || exit 5");

        assertThat(status()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void serverShouldGetTermWhenItHasDrained(String shell) throws Exception {
        start(shell, "2", OBEDIENT);
        awaitStart();
        long told = System.nanoTime();
        script.destroy();

        assertThat(status()).as("of a server that was draining").isEqualTo(3);
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void secondTermShouldEndTheWait(String shell) throws Exception {
        start(shell, FOREVER, OBEDIENT);
        awaitStart();
        script.destroy();
        await("it drains", drainFile());
        script.destroy();

        assertThat(status()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void scriptShouldEndWithAServerThatEndsWhileItDrains(String shell) throws Exception {
        start(shell, FOREVER, ": >\"$STARTED\"; while [ ! -e \"$ACMECRM_DRAIN_FILE\" ]; do sleep 0.1; done; exit 6");
        awaitStart();
        script.destroy();

        assertThat(status()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void serverShouldGetTermAtOnceWhenThereIsNoFile(String shell) throws Exception {
        start(shell, FOREVER, OBEDIENT, Map.of("ACMECRM_DRAIN_FILE", ""));
        awaitStart();
        script.destroy();

        assertThat(status()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void serverShouldStayOutOfServiceUntilItHasBeenCalled(String shell) throws Exception {
        Path called = folder.resolve("called");
        start(shell, "2", OBEDIENT, warmUp("while [ ! -e '%s' ]; do sleep 0.1; done".formatted(called)));
        awaitStart();
        assertThat(drainFile()).exists();

        Files.createFile(called);

        awaitInService();
        script.destroy();
        assertThat(status()).as("of a server that was draining").isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void serverShouldServeWithoutAWarmUpThatFails(String shell) throws Exception {
        start(shell, FOREVER, OBEDIENT, warmUp("exit 9"));
        awaitStart();

        awaitInService();
        assertThat(folder.resolve("output")).hasContent("ACMECRM_WARM_UP has failed; the server serves without it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void serverShouldDrainWhenItIsToldToStopWhileItWarmsUp(String shell) throws Exception {
        start(shell, "2", OBEDIENT, warmUp("while [ -d '%s' ]; do sleep 0.1; done".formatted(folder)));
        awaitStart();
        script.destroy();

        assertThat(status()).as("of a server that was draining").isEqualTo(3);
    }

    private static Map<String, String> warmUp(String command) {
        return Map.of("ACMECRM_WARM_UP", command);
    }

    private void awaitInService() {
        Awaitility.await("the file is gone")
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> Files.notExists(drainFile()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void nothingShouldStartWithABadNumberOfSeconds(String shell) throws Exception {
        start(shell, "ten", "exit 0");

        assertThat(status()).isEqualTo(64);
        assertThat(folder.resolve("output"))
                .hasContent("ACMECRM_DRAIN_SECONDS must be a number of seconds, but is: ten");
    }

    private void start(String shell, String seconds, String server) throws IOException {
        start(shell, seconds, server, Map.of());
    }

    private void start(String shell, String seconds, String server, Map<String, String> more) throws IOException {
        ExternalTool.need(shell);
        List<String> command = new ArrayList<>(List.of(shell));
        if (shell.equals("busybox")) {
            command.add("sh");
        }
        command.addAll(List.of(
                "-c",
                "set -eu; . server-config/drain.sh; status=0; run_draining sh -c \"$1\" || status=$?; exit $status",
                "drain",
                server));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        process.environment().put("ACMECRM_DRAIN_FILE", drainFile().toString());
        process.environment().put("ACMECRM_DRAIN_SECONDS", seconds);
        process.environment().put("STARTED", folder.resolve("started").toString());
        process.environment().putAll(more);
        script = process.start();
    }

    private Path drainFile() {
        return folder.resolve("drain");
    }

    private void awaitStart() {
        await("the server runs", folder.resolve("started"));
    }

    private static void await(String what, Path file) {
        Awaitility.await(what).atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> Files.exists(file));
    }

    private int status() throws InterruptedException {
        assertThat(script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the script has ended")
                .isTrue();
        return script.exitValue();
    }
}
