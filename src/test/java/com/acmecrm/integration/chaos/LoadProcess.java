package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.TestClasspath;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** {@link LoadMain} as a child process: what is killed here must not take those down who remember its answers. */
final class LoadProcess implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LoadPlan plan;
    private final Process process;

    private LoadProcess(LoadPlan plan, Process process) {
        this.plan = plan;
        this.process = process;
    }

    /** Returns when a second's worth of changes is made. */
    static LoadProcess start(int rate, int contacts, ApplicationProcess... nodes) throws IOException {
        return start(
                rate, contacts, 0, Stream.of(nodes).map(ApplicationProcess::url).toList());
    }

    /** @param reads of a hundred requests */
    static LoadProcess start(int rate, int contacts, int reads, List<URI> urls) throws IOException {
        String marker = "load-" + UUID.randomUUID();
        Path journal = Path.of("target", "chaos", marker).toAbsolutePath();
        LoadPlan plan = new LoadPlan(marker, journal, LONGEST, rate, contacts, reads, urls);
        Files.createDirectories(journal.getParent());
        LoadProcess load = new LoadProcess(plan, start(plan));
        load.awaitSuccesses(rate - rate * reads / 100);
        return load;
    }

    private static Process start(LoadPlan plan) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                // A client that keeps connections for longer than the proxy meets ends that no server can tell it of.
                "-Djdk.httpclient.keepalive.timeout=20",
                "-cp",
                TestClasspath.get(),
                LoadMain.class.getName());
        File errors = new File(plan.journal() + ".err");
        return new ProcessBuilder(Stream.concat(command.stream(), plan.arguments().stream())
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(errors)
                .start();
    }

    /** With which the keys of its contacts begin. */
    String marker() {
        return plan.marker();
    }

    /** What has been answered so far. */
    List<Call> calls() {
        return Journal.read(plan.journal());
    }

    /** Waits until so many more changes are made than now. */
    void awaitSuccesses(int more) {
        long before = successes();
        Awaitility.await("%d more changes of the load".formatted(more))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500)) // each reads the whole journal
                .until(() -> successes() >= before + more);
    }

    private long successes() {
        return calls().stream().filter(Call::isChange).count();
    }

    /** Ends the stream and waits for the last answers. */
    List<Call> end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("The load did not end well; " + plan.journal() + ".err tells why");
        }
        return calls();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
