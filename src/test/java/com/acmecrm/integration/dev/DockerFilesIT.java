package com.acmecrm.integration.dev;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code docker/} and {@code server-config/} hold, as far as it can be checked without an engine. */
@Tag("chaos")
class DockerFilesIT {

    private static final String DOCKERFILE_LINTER = "dockerfile-utils@0.16.3";
    private static final String COMPOSE_LINTER = "dclint@3.1.0";

    @ParameterizedTest
    @ValueSource(strings = {"docker/payara.Dockerfile", "docker/wildfly.Dockerfile"})
    void imageFileShouldHaveNoFault(String file) throws Exception {
        ExternalTool.run("npx", "--yes", DOCKERFILE_LINTER, "lint", file);
    }

    @Test
    void composeFilesShouldHaveNoFault() throws Exception {
        ExternalTool.run(
                "npx",
                "--yes",
                COMPOSE_LINTER,
                "--max-warnings",
                "0",
                "--disable-rule",
                "require-quotes-in-ports",
                "-r",
                "docker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/payara.Dockerfile", "docker/wildfly.Dockerfile"})
    void imageFileShouldNameFilesThatExist(String file) throws Exception {
        String text = Files.readString(Path.of(file));
        assertThat(groups("(?m)^COPY (server-config/\\S+) ", text))
                .hasSize(2)
                .allMatch(name -> Files.exists(Path.of(name)));
        assertThat(groups("COPY --from=build /build/target/(\\S+\\.jar) ", text))
                .allMatch(name -> Files.exists(Path.of("target", name)));
        assertThat(groups("ENTRYPOINT \\[\"/opt/acmecrm/([^\"]+)\"", text))
                .singleElement()
                .matches(name -> Files.isExecutable(Path.of(name)));
    }

    @Test
    void nodesShouldBeGivenOnlyKeysThatThereAre() throws Exception {
        Set<String> keys = new TreeSet<>();
        groups(
                        "(?m)^(?:# )?((?:acmecrm|mp)\\.[a-z.-]+)=",
                        Files.readString(
                                Path.of("src", "main", "resources", "META-INF", "microprofile-config.properties")))
                .forEach(key -> keys.add(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")));

        assertThat(keys).containsAll(node("node1").keySet());
        assertThat(node("node2")).isEqualTo(node("node1"));
    }

    /** Or all callers would share one limit. */
    @Test
    void nodesShouldTrustTheProxyAndItShouldAskAllOfThem() throws Exception {
        Map<?, ?> proxy = service("proxy");
        Map<?, ?> network = (Map<?, ?>) ((Map<?, ?>) proxy.get("networks")).get("default");

        assertThat(node("node1").get("ACMECRM_RATELIMIT_TRUSTED_PROXIES")).isEqualTo(network.get("ipv4_address"));
        assertThat(groups("(?m)^ +server (\\S+) \\1:3000$", Files.readString(Path.of("docker", "haproxy.cfg"))))
                .containsExactly("node1", "node2");
    }

    @Test
    void proxyShouldTakeItsConfiguration() throws Exception {
        ExternalTool.run("haproxy", "-c", "-f", "docker/haproxy.cfg");
    }

    /** No node is up: what is passed on gets 503. */
    @ParameterizedTest
    @CsvSource({
        "/api/contacts/by-source/shop/50%off, 400",
        "/health/ready%, 400",
        "/health/ready%2, 400",
        "/a%2g, 400",
        "/%?q=1, 400",
        "/a%2Fb, 503",
        "/a%25b, 503",
        "/a%c3%A4, 503",
        "/a?q=%, 503"
    })
    void proxyShouldRefuseMalformedAddresses(String path, int status) throws Exception {
        ExternalTool.need("haproxy");
        int port = Ports.free();
        Process haproxy = proxyWithoutNodes(port);
        try {
            String answer = Awaitility.await("the proxy listens")
                    .ignoreException(ConnectException.class)
                    .until(() -> get(port, path), text -> true);

            assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
            if (status == 400) {
                assertThat(answer)
                        .contains("x-request-id: my-id", "\"requestId\":\"my-id\"", "/problems/invalid-request");
            }
        } finally {
            haproxy.destroy();
        }
    }

    private static Process proxyWithoutNodes(int port) throws IOException {
        Path work = TestServer.freshFolder(Path.of("target", "haproxy").toAbsolutePath());
        String shipped = Files.readString(Path.of("docker", "haproxy.cfg"));
        Path config =
                Files.writeString(work.resolve("haproxy.cfg"), shipped.replace("bind :3000", "bind 127.0.0.1:" + port));
        return new ProcessBuilder("haproxy", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("haproxy.log").toFile())
                .start();
    }

    private static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            String request = "GET %s HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: my-id\r\nConnection: close\r\n\r\n"
                    .formatted(path);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void scriptsShouldHaveNoFault() throws Exception {
        ExternalTool.run(
                "shellcheck",
                "--external-sources",
                "--source-path=SCRIPTDIR",
                "server-config/drain.sh",
                "server-config/payara/start.sh",
                "server-config/wildfly/start.sh");
    }

    private static Map<String, ?> node(String name) throws IOException {
        @SuppressWarnings("unchecked")
        Map<String, ?> environment = (Map<String, ?>) service(name).get("environment");
        return environment;
    }

    private static Map<?, ?> service(String name) throws IOException {
        Map<String, Map<String, Map<?, ?>>> compose =
                new Yaml().load(Files.readString(Path.of("docker", "compose.yaml")));
        return compose.get("services").get(name);
    }

    private static List<String> groups(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
