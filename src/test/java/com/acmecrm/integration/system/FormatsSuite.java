package com.acmecrm.integration.system;

import jakarta.json.JsonString;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** A contact in both formats, and what differs when AcmeCRM has written its row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FormatsSuite {

    private Api api;
    private String sourceId;
    private String id;
    private String untouched;

    @BeforeAll
    void create() {
        api = Api.admin();
        sourceId = "formats-" + UUID.randomUUID();
        id = api.post("/api/contacts", """
                {"firstName":"Grace","lastName":"Hopper","email":"grace@example.com","phone":"1","tags":["a","b"],
                 "address":{"city":"New York","country":"US"},"customFields":{"a":1.0,"b":{"x":null}},
                 "source":"acmecrm","sourceId":"%s"}""".formatted(sourceId)).id();
        untouched = AcmeCrm.data(sourceId).toString();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @AfterEach
    void undoWhatAcmeCrmHasWritten() {
        Database.change("""
                insert into acme_contacts (id, data, created_at, updated_at) values (?, ?::jsonb, now(), now())
                on conflict (id) do update set data = excluded.data""", sourceId, untouched);
    }

    @Test
    void contactShouldStandThereInBothFormatsWithKeysThatAreAcmeCrmsOwn() {
        AcmeCrm.set(sourceId, "acme_score", "7");

        Answer answer = formats();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.data().get("internal"))
                .isEqualTo(api.get("/api/contacts/" + id).data());
        assertThatJson(answer.body()).node("data.acmecrm").isEqualTo("""
                {"id":"%s","acme_first_name":"Grace","acme_last_name":"Hopper","acme_email":"grace@example.com",
                 "acme_phone":"1","acme_company":"","acme_title":"","acme_address":", New York, , , US","acme_notes":"",
                 "acme_status":"Active","acme_tags":["a","b"],"acme_custom_fields":{"a":1.0,"b":{"x":null}},
                 "acme_created_at":"${json-unit.any-string}","acme_updated_at":"${json-unit.any-string}",
                 "acme_version":1,"acme_score":7}""".formatted(sourceId));
        assertThatJson(answer.body()).node("data.differences").isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "acme_first_name    | \"Ada\"",
                "acme_last_name     | \"hopper\"",
                "acme_email         | \"Grace@example.com\"",
                "acme_phone         | 1",
                "acme_company       | null",
                "acme_title         | \" \"",
                "acme_notes         | [\"\"]",
                "acme_status        | \"active\"",
                "acme_address       | \", New York, , ,US\"",
                "acme_tags          | [\"b\",\"a\"]",
                "acme_custom_fields | {\"a\":1,\"b\":{}}"
            })
    void valueShouldDifferWhenItIsAnotherJsonValue(String name, String json) {
        AcmeCrm.set(sourceId, name, json);
        assertThat(differences()).containsExactly(name);

        AcmeCrm.unset(sourceId, name);
        assertThat(differences()).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "acme_custom_fields | {\"b\": {\"x\": null}, \"a\": 1}",
                "acme_tags          | [ \"a\", \"b\" ]",
                "acme_updated_at    | \"2099-01-01T00:00:00.000Z\"",
                "acme_created_at    | null",
                "acme_version       | 12",
                "acme_nickname      | \"Amazing\""
            })
    void valueShouldNotDifferWhenOnlyItsTextDoesOrWhenItIsAcmeCrmsOwn(String name, String json) {
        AcmeCrm.set(sourceId, name, json);

        assertThat(differences()).isEmpty();
    }

    @Test
    void differencesShouldStandInAlphabeticalOrder() {
        List.of("acme_title", "acme_address", "acme_phone").forEach(name -> AcmeCrm.set(sourceId, name, "0"));

        assertThat(differences()).containsExactly("acme_address", "acme_phone", "acme_title");
    }

    @Test
    void everythingShouldDifferWhenAcmeCrmHasNoRow() {
        AcmeCrm.remove(sourceId);

        Answer answer = formats();

        assertThat(answer.status()).isEqualTo(200);
        assertThatJson(answer.body()).node("data.acmecrm").isEqualTo("null");
        assertThatJson(answer.body()).node("data.differences").isEqualTo("""
                ["acme_address","acme_company","acme_custom_fields","acme_email","acme_first_name","acme_last_name",
                 "acme_notes","acme_phone","acme_status","acme_tags","acme_title"]""");
    }

    /** No reader of ours would take any of these. */
    @ParameterizedTest
    @CsvSource({
        "acme_custom_fields, 900, 1",
        "acme_custom_fields, 3000, 1",
        "acme_score, 1, 5000",
        "acme_title, 40, 500"
    })
    void anythingThatPostgresqlKeepsShouldBePassedOn(String name, int depth, int digits) throws Exception {
        String value = "[".repeat(depth) + "9".repeat(digits) + "]".repeat(depth);
        AcmeCrm.set(sourceId, name, value);
        HttpRequest request =
                api.request("/api/contacts/" + id + "/formats").GET().build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(value);
    }

    @Test
    void rowThatIsTooLargeShouldBeRefused() {
        AcmeCrm.set(sourceId, "acme_blob", "\"" + "x".repeat(4 * 1024 * 1024) + "\"");

        Problems.assertProblem(formats(), 409, "wrong-state");
        assertThat(api.post("/api/contacts/" + id + "/repairs", "{\"from\":\"internal\",\"version\":1}")
                        .status())
                .as("nothing differs")
                .isEqualTo(200);
    }

    @Test
    void unknownContactShouldBeNotFound() {
        for (String unknown : List.of(UUID.randomUUID().toString(), "42", "drift")) {
            assertThat(api.get("/api/contacts/" + unknown + "/formats").status())
                    .isEqualTo(404);
        }
        assertThat(api.post("/api/contacts/" + id + "/formats", "{}").status()).isEqualTo(405);
    }

    private Answer formats() {
        return api.get("/api/contacts/" + id + "/formats");
    }

    private List<String> differences() {
        return formats().data().getJsonArray("differences").getValuesAs(JsonString::getString);
    }
}
