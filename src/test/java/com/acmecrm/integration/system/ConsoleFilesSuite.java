package com.acmecrm.integration.system;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The console's files: what browsers keep, and for how long. */
abstract class ConsoleFilesSuite {

    private static final Pattern MODULE = Pattern.compile("src=\"(/assets/[0-9a-f]{16})/main\\.js\"");

    private final Api api = Api.anonymous();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html"})
    void pageShouldBeLookedAtEachTime(String path) {
        Answer page = api.get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").orElseThrow()).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page.header("Cache-Control")).hasValue("no-cache");
        assertThat(api.get(path, "If-None-Match", page.header("ETag").orElseThrow())
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "main.js, text/javascript",
        "console.css, text/css",
        "icon.svg, image/svg+xml",
        "platform/api.js, text/javascript",
        "webjars/lit-html/lit-html.js, text/javascript",
        "webjars/tabler__core/dist/css/tabler.min.css, text/css"
    })
    void filesShouldBeKeptForever(String name, String type) {
        Answer file = api.get(assets() + "/" + name);

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type").orElseThrow()).startsWith(type);
        assertThat(file.header("Cache-Control")).hasValue("public, max-age=31536000, immutable");
    }

    @Test
    void filesShouldBeCompressedForThoseWhoWantIt() throws Exception {
        String path = assets() + "/webjars/tabler__core/dist/css/tabler.min.css";

        HttpResponse<byte[]> compressed = bytes(path, "gzip, deflate, br");
        HttpResponse<byte[]> plain = bytes(path, "gzip;q=0, br");

        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(compressed.body().length).isLessThan(plain.body().length / 4);
        assertThat(compressed.headers().firstValue("Content-Length")).hasValue("" + compressed.body().length);
    }

    /** During a rolling restart the page may come from a node of another version. */
    @Test
    void filesOfAnotherVersionShouldBeServedAndNotKept() {
        Answer file = api.get("/assets/0123456789abcdef/main.js");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Cache-Control")).hasValue("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/",
                "",
                "/index.html",
                "/platform",
                "/platform/",
                "/../web.xml",
                "/%2e%2e/web.xml",
                "/webjars/lit-html/package.json"
            })
    void whatIsNotAmongThemShouldNotBeFound(String path) {
        Answer answer = api.get(assets() + path);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("<web-app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets", "/assets/", "/assets/main.js", "/assets/x/main.js"})
    void otherWaysToThemShouldNotBe(String path) {
        Problems.assertProblem(api.get(path), 404, "not-found");
    }

    @Test
    void theyShouldOnlyBeRead() {
        Problems.assertProblem(api.post("/", "{}"), 405, "method-not-allowed");
        Answer head = api.send(api.request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private String assets() {
        Matcher module = MODULE.matcher(api.get("/").body());
        assertThat(module.find()).isTrue();
        return module.group(1);
    }

    private HttpResponse<byte[]> bytes(String path, String encoding) throws Exception {
        HttpRequest request =
                api.request(path).header("Accept-Encoding", encoding).build();
        return java.net.http.HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
