package com.acmecrm.integration.system;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every row of the error table. The rest of it is met where it arises: 401, 403 and 429 with access, 409, 412 and 428 with changes, 503 with outages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ErrorTableSuite {

    private static final Set<Integer> BEFORE_COUNTING = Set.of(404, 405, 406, 414, 415, 431);

    private Api api;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @ParameterizedTest
    @EnumSource
    void requestShouldBeAnsweredAsTheTableSays(ErrorCase row) {
        int before = contacts();

        JsonObject problem = Problems.assertProblem(row.send(api), row.status(), row.slug());

        JsonArray errors = problem.containsKey("errors") ? problem.getJsonArray("errors") : JsonValue.EMPTY_JSON_ARRAY;
        if (row.pointers().length > 0) {
            assertThat(errors)
                    .extracting(error -> error.asJsonObject().getString("pointer"))
                    .containsExactlyInAnyOrder(row.pointers());
        }
        assertThat(contacts()).as("nothing is changed").isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void refusalBeforeOurCodeShouldNotBeCounted(ErrorCase row) {
        Answer answer = row.send(api);

        boolean unknownId = row == ErrorCase.UNKNOWN_ID || row == ErrorCase.ID_THAT_IS_NO_UUID;
        boolean counted = unknownId || !BEFORE_COUNTING.contains(row.status());
        assertThat(answer.header("RateLimit").isPresent()).isEqualTo(counted);
        assertThat(Redis.keys("rate:limit:*").isEmpty()).isEqualTo(!counted);
    }

    @ParameterizedTest
    @EnumSource
    void typeShouldLeadToAPageWithCauseAndCure(ErrorCase row) {
        Answer page = Api.anonymous().get("/problems/" + row.slug());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("Cause", "Cure", Integer.toString(row.status()));
    }

    @Test
    void unknownTypeShouldHaveNoPage() {
        Problems.assertProblem(Api.anonymous().get("/problems/nonsense"), 404, "not-found");
        Problems.assertProblem(Api.anonymous().get("/problems/"), 404, "not-found");
        Problems.assertProblem(Api.anonymous().get("/problem-page"), 404, "not-found");
    }

    @Test
    void wrongMethodShouldNameTheRightOnes() {
        Answer answer = api.send(api.request("/api/contacts").PUT(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.header("Allow").orElseThrow()).contains("GET", "POST");
    }

    /** A bad token is refused by the server, before our code, on every address. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/api/nothing", "/api/contacts", "/problems/not-found", "/problem.css"})
    void badTokenShouldBeAProblemEverywhere(String path) {
        Answer answer = new Api("junk").get(path);

        Problems.assertProblem(answer, 401, "unauthorized");
        assertThat(answer.header("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");
    }

    private static int contacts() {
        return Integer.parseInt(Database.rows("select count(*) as n from internal_contacts")
                .get(0)
                .get("n"));
    }
}
