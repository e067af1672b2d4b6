package com.acmecrm.integration.openapi;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The check that all integration tests rely on lets only good answers pass. */
class DocumentedAnswersTest {

    private static final String LOGIN = "/api/auth/login";
    private static final String TOKEN = "{\"data\":{\"token\":\"a.b.c\",\"expiresIn\":3600,\"tokenType\":\"Bearer\"}}";
    private static final String PROBLEM = """
            {"type":"/problems/%s","title":"T","status":404,"detail":"D","instance":"/x","requestId":"1"}""";

    private final Map<String, String> headers = new HashMap<>(Map.of(
            "Content-Type", "application/json;charset=UTF-8",
            "X-Request-Id", "1",
            "RateLimit-Policy", "\"login\";q=10;w=60",
            "RateLimit", "\"login\";r=9;t=60"));

    @Test
    void documentedAnswerShouldPass() {
        assertThatCode(() -> check("POST", LOGIN, 200, TOKEN)).doesNotThrowAnyException();
    }

    @Test
    void undocumentedStatusShouldBeRefused() {
        assertRefused("POST", LOGIN, 202, TOKEN, "not a status of POST /api/auth/login");
    }

    @Test
    void missingHeaderShouldBeRefused() {
        headers.remove("RateLimit");

        assertRefused("POST", LOGIN, 200, TOKEN, "the header RateLimit is missing");
    }

    @Test
    void misshapenHeaderShouldBeRefused() {
        headers.put("RateLimit", "9");

        assertRefused("POST", LOGIN, 200, TOKEN, "RateLimit: at ''");
    }

    @Test
    void otherMediaTypeShouldBeRefused() {
        headers.put("Content-Type", "text/plain");

        assertRefused("POST", LOGIN, 200, TOKEN, "not a media type of it: text/plain");
    }

    @Test
    void missingMemberShouldBeRefused() {
        assertRefused("POST", LOGIN, 200, "{\"data\":{}}", "at '/data'");
    }

    @Test
    void undescribedMemberShouldBeRefused() {
        assertRefused("POST", LOGIN, 200, TOKEN.replace("\"token\"", "\"secret\":1,\"token\""), "at '/data/secret'");
    }

    @Test
    void memberOfAnotherTypeShouldBeRefused() {
        assertRefused("POST", LOGIN, 200, TOKEN.replace("3600", "\"3600\""), "at '/data/expiresIn'");
    }

    @Test
    void bodyWhereThereIsNoneShouldBeRefused() {
        assertRefused("POST", "/api/auth/logout", 204, "{}", "there should be no body");
    }

    @Test
    void problemOfAnotherStatusShouldBeRefused() {
        headers.put("Content-Type", "application/problem+json");

        assertRefused(
                "GET", "/api/contacts/1", 404, PROBLEM.formatted("wrong-state"), "no example of /problems/wrong-state");
        assertThatCode(() -> check("GET", "/api/contacts/1", 404, PROBLEM.formatted("not-found")))
                .doesNotThrowAnyException();
    }

    @Test
    void successAtAnUnknownAddressShouldBeRefused() {
        assertRefused("GET", "/api/nothing", 200, TOKEN, "no operation of the document");
        assertRefused("PUT", LOGIN, 204, "", "no operation of the document");
    }

    @Test
    void refusalAtAnUnknownAddressShouldBeAProblem() {
        assertRefused("GET", "/api/nothing", 404, TOKEN, "not a problem");
        headers.put("Content-Type", "application/problem+json");
        assertRefused("GET", "/api/nothing", 404, PROBLEM.formatted("nonsense"), "at '/type'");
        assertThatCode(() -> check("GET", "/api/nothing", 404, PROBLEM.formatted("not-found")))
                .doesNotThrowAnyException();
    }

    private void assertRefused(String method, String path, int status, String body, String reason) {
        assertThatThrownBy(() -> check(method, path, status, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("openapi.yaml does not allow " + method + " " + path + " → " + status)
                .hasMessageContaining(reason);
    }

    private void check(String method, String path, int status, String body) {
        DocumentedAnswers.check(
                method,
                URI.create("http://localhost" + path),
                status,
                name -> Optional.ofNullable(headers.get(name)),
                Optional.of(body));
    }
}
