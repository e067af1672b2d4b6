package com.acmecrm.integration.dev;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The start scripts and what {@code server-config/} sets, on every server, with an application of one page. */
@Tag("chaos")
class StartScriptIT {

    private static final Path WORK = Path.of("target", "start-script").toAbsolutePath();
    private static final Path WILDFLY = Path.of(System.getProperty("wildfly.home"));
    private static final String PAGE = "<p>A page.</p>".repeat(1000);
    private static final int KILLED_BY_TERM = 143;
    private static final int USAGE = 64;

    @Test
    void payaraMicroShouldServeAsConfiguredAndDrain() throws Exception {
        serveAndDrain("payara", "micro", Path.of(System.getProperty("payara.jar")), KILLED_BY_TERM);
    }

    @Test
    void payaraServerShouldServeAsConfiguredAndDrain() throws Exception {
        serveAndDrain("payara", "payara", Path.of(System.getProperty("payara.home")), KILLED_BY_TERM);
    }

    @Test
    void wildFlyShouldServeAsConfiguredAndDrainAndBeRestored() throws Exception {
        cli("restore.cli");
        String before = configuration();
        cli("configure.cli");
        assertThat(configuration()).isNotEqualTo(before);

        serveAndDrain("wildfly", "wildfly", WILDFLY, 0); // what its own script makes of 143

        cli("restore.cli");
        assertThat(configuration()).isEqualTo(before);
    }

    @Test
    void payaraShouldNotStartWithoutTheLibrary() throws Exception {
        Path home = TestServer.freshFolder(WORK.resolve("incomplete"));
        Path war = war(home);
        Files.delete(home.resolve("page-payara.jar"));

        try (ScriptedServer incomplete =
                ScriptedServer.start("payara", home, Path.of(System.getProperty("payara.jar")), war, Map.of())) {
            assertThat(incomplete.awaitEnd()).isEqualTo(USAGE);
        }
    }

    private static void serveAndDrain(String kind, String name, Path server, int status) throws Exception {
        Path home = TestServer.freshFolder(WORK.resolve(name));
        Path drain = home.resolve("drain");
        Path logs = Folders.create(home.resolve("logs"));
        Map<String, String> settings = new TreeMap<>(Map.of(
                "ACMECRM_DRAIN_FILE", drain.toString(),
                "ACMECRM_DRAIN_SECONDS", "600",
                "SERVER_ACCESS_LOG", "on",
                "SERVER_ADMIN_PORT", Integer.toString(Ports.free()),
                "SERVER_COMPRESSION", "on",
                "SERVER_HEAP", "384m",
                "SERVER_JVM_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:-UseParallelGC -XX:+UseSerialGC",
                "SERVER_LOG_FOLDER", logs.toString()));
        try (ScriptedServer running = ScriptedServer.start(kind, home, server, war(home), settings)) {
            running.await("/page.html");
            assertServed(running);
            assertHandedOn(running);
            assertLogged(logs);

            running.terminate();
            Awaitility.await("it drains").atMost(Duration.ofSeconds(30)).until(() -> Files.exists(drain));
            assertThat(running.get("/page.html").statusCode())
                    .as("while it drains")
                    .isEqualTo(200);
            List<ProcessHandle> processes = running.processes();
            running.terminate();

            assertThat(running.awaitEnd()).isEqualTo(status);
            Awaitility.await("all it has started has ended")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(running.leftovers()).isEmpty();
        }
    }

    private static void assertServed(ScriptedServer running) throws IOException, InterruptedException {
        HttpResponse<byte[]> plain = running.get("/page.html");
        assertThat(plain.headers().map())
                .as("of a client that does not ask for compression, and without a banner")
                .doesNotContainKeys("content-encoding", "server", "x-powered-by");
        assertThat(new String(plain.body(), StandardCharsets.UTF_8)).isEqualTo(PAGE);

        HttpResponse<byte[]> compressed = running.get("/page.html", "Accept-Encoding", "gzip");
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(PAGE);
        }
    }

    /** What the service answers as a problem, which this application does not; the servers' own answers are 200 and 400. */
    private static void assertHandedOn(ScriptedServer running) throws IOException {
        assertThat(running.send("GET /50%off HTTP/1.1")).startsWith("HTTP/1.1 404 ");
        assertThat(running.send("GET /page.html HTTP/1.1\r\ncf-region: S\u00e3o Paulo"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(running.send("GET /page.html HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0"))
                .startsWith("HTTP/1.1 200 ");
    }

    private static void assertLogged(Path logs) {
        Awaitility.await("a line in the access log")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    try (Stream<Path> files = Files.list(logs)) {
                        assertThat(files.filter(
                                        file -> file.getFileName().toString().contains("access")))
                                .singleElement()
                                .satisfies(file -> assertThat(file).content().contains("GET /page.html"));
                    }
                });
    }

    private static Path war(Path home) {
        Path war = home.resolve("page.war");
        ShrinkWrap.create(WebArchive.class)
                .addAsWebResource(new StringAsset(PAGE), "page.html")
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><context-root>/</context-root></jboss-web>"), "jboss-web.xml")
                .as(ZipExporter.class)
                .exportTo(war.toFile());
        PayaraLibrary.copyTo(home.resolve("page-payara.jar"));
        return war;
    }

    private static void cli(String file) throws Exception {
        ExternalTool.run(
                WILDFLY.resolve(Path.of("bin", "jboss-cli.sh")).toString(),
                "--file=" + Path.of("server-config", "wildfly", file).toAbsolutePath());
    }

    private static String configuration() throws IOException {
        return Files.readString(WILDFLY.resolve(Path.of("standalone", "configuration", "standalone.xml")));
    }
}
