package com.acmecrm.integration.system;

import jakarta.json.JsonObject;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** What every problem must look like (RFC 9457, and the contract). */
final class Problems {

    private Problems() {}

    static JsonObject assertProblem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Powered-By")).isEmpty();
        JsonObject problem = answer.json();
        assertThatJson(answer.body()).node("type").isEqualTo("/problems/" + slug);
        assertThatJson(answer.body()).node("status").isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank().doesNotContain("Exception", "com.acmecrm", "jakarta.");
        assertThat(problem.getString("instance"))
                .isEqualTo(answer.response().request().uri().getRawPath());
        assertThat(problem.getString("requestId"))
                .isEqualTo(answer.header("X-Request-Id").orElseThrow());
        if (status == 503) {
            assertThat(problem.getString("outcome")).isIn("none", "unknown");
            assertThat(answer.header("Retry-After")).isPresent();
        } else {
            assertThat(problem).doesNotContainKey("outcome");
        }
        return problem;
    }
}
