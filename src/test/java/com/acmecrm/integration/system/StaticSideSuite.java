package com.acmecrm.integration.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is served beside the API, and unusual ways to ask for it; as raw requests, since a client would tidy them. */
abstract class StaticSideSuite {

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @Test
    void firstPageShouldBeServed() {
        assertThat(statusOf("/")).isEqualTo(200);
        assertThat(statusOf("/index.html")).isEqualTo(200);
        assertThat(statusOf("/problem.css")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF/web.xml",
                "/WEB-INF/console/main.js",
                "/web-inf/web.xml",
                "/WEB-INF/",
                "/WEB-INF/classes/META-INF/microprofile-config.properties",
                "/WEB-INF/classes/db/migration/V1__contacts_events_users.sql",
                "/META-INF/MANIFEST.MF",
                "/META-INF/",
                "//WEB-INF/web.xml",
                "/%57EB-INF/web.xml",
                "/WEB-INF;x/web.xml",
                "/;x/WEB-INF/web.xml",
                "/./WEB-INF/web.xml",
                "/x/../WEB-INF/web.xml",
                "/x/%2e%2e/WEB-INF/web.xml",
                "/x/..%2fWEB-INF/web.xml",
                "/..;/WEB-INF/web.xml",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%5c..%5cetc/passwd",
                "/index.html.map",
                "/pom.xml",
                "/com/acmecrm/integration/problem/pages.properties"
            })
    void insideOfTheApplicationShouldNotBeServed(String path) {
        String answer = answerTo(path);

        assertThat(status(answer)).isEqualTo(404);
        assertThat(answer).contains("application/problem+json").doesNotContain("Location");
        assertThat(answer)
                .doesNotContain("<web-app", "acmecrm.ratelimit", "create table", "root:x", ".cause=", "startRouter");
    }

    /** Whatever the address looks like: without a token no contact comes out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/contacts",
                "/api/contacts/",
                "/api//contacts",
                "//api/contacts",
                "/api/contacts;x",
                "/api;x/contacts",
                "/api/./contacts",
                "/api/x/../contacts",
                "/api/%2e/contacts",
                "/api/x/%2e%2e/contacts",
                "/api/%63ontacts",
                "/%61pi/contacts",
                "/API/contacts",
                "/api/contacts%2f",
                "/api/auth/login/../../contacts",
                "/api/contacts?x=/api/auth/login",
                "/problems/../api/contacts",
                "/problems/%2e%2e/api/contacts",
                "/problem.css/../api/contacts",
                "/problem.css/;/../api/contacts"
            })
    void unusualAddressShouldNotBeAWayAroundTheGate(String path) {
        String answer = answerTo(path);

        assertThat(status(answer)).isIn(401, 404);
        assertThat(answer).doesNotContain("\"data\"");
    }

    private static int statusOf(String path) {
        return status(answerTo(path));
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static String answerTo(String path) {
        URI application = Environment.application();
        try (Socket socket = new Socket(application.getHost(), application.getPort())) {
            socket.setSoTimeout(10_000);
            String request = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            reader.lines().forEach(line -> answer.append(line).append('\n'));
            return answer.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
