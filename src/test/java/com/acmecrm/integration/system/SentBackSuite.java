package com.acmecrm.integration.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** What was read can be sent back as it is, wherever it was read and however a client writes its values. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SentBackSuite {

    private Api api;
    private String sourceId;
    private String id;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
        sourceId = "sent-" + UUID.randomUUID();
        id = api.put(bySource(), """
                {"firstName":"Zoë","lastName":"Ňovák 🎈","email":"zoe@bücher.example","phone":"+1 555","company":"Acme",
                 "title":"Dr.","address":{"street":"1 Main St","country":"NZ"},"notes":"a\\nb","status":"archived",
                 "tags":["b","a"],"customFields":{"n":1.50,"deep":{"x":[1]}}}""").id();
    }

    @AfterEach
    void delete() {
        assertThat(api.delete(bySource()).status()).isEqualTo(200);
    }

    /** Where a contact is read as a whole. */
    private enum Read {
        BY_ID {
            @Override
            JsonObject read(SentBackSuite suite) {
                return suite.api.get("/api/contacts/" + suite.id).data();
            }
        },
        BY_ID_IN_UPPER_CASE {
            @Override
            JsonObject read(SentBackSuite suite) {
                return suite.api
                        .get("/api/contacts/" + suite.id.toUpperCase(Locale.ROOT))
                        .data();
            }
        },
        BY_SOURCE {
            @Override
            JsonObject read(SentBackSuite suite) {
                return suite.api.get(suite.bySource()).data();
            }
        },
        IN_THE_LIST {
            @Override
            JsonObject read(SentBackSuite suite) {
                return suite.api
                        .get("/api/contacts?source=erp&sourceId=" + suite.sourceId)
                        .json()
                        .getJsonArray("data")
                        .getJsonObject(0);
            }
        },
        IN_BOTH_FORMATS {
            @Override
            JsonObject read(SentBackSuite suite) {
                return suite.api
                        .get("/api/contacts/" + suite.id + "/formats")
                        .data()
                        .getJsonObject("internal");
            }
        };

        abstract JsonObject read(SentBackSuite suite);
    }

    @ParameterizedTest
    @EnumSource
    void contactShouldBeTakenAsItWasRead(Read read) {
        assertUnchanged(read.read(this));
    }

    /** As other platforms write the same values. */
    private enum Notation {
        AS_READ(UnaryOperator.identity()),
        OFFSET_FOR_Z(time -> time.replace("Z", "+00:00")),
        MICROSECONDS(time -> time.replace("Z", "000Z")),
        NANOSECONDS_AND_OFFSET(time -> time.replace("Z", "000000+00:00")),
        LOWER_CASE(time -> time.toLowerCase(Locale.ROOT)),
        /** Rarely the time ends in a zero. */
        WITHOUT_ZEROS(time -> time.replaceAll("\\.?0+Z", "Z"));

        private final UnaryOperator<String> time;

        Notation(UnaryOperator<String> time) {
            this.time = time;
        }

        JsonObject write(JsonObject contact) {
            return Json.createObjectBuilder(contact)
                    .add("id", contact.getString("id").toUpperCase(Locale.ROOT))
                    .add("createdAt", time.apply(contact.getString("createdAt")))
                    .add("updatedAt", time.apply(contact.getString("updatedAt")))
                    .build();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameValuesShouldBeTakenInEveryNotation(Notation notation) {
        assertUnchanged(notation.write(Read.BY_ID.read(this)));
    }

    @Test
    void otherValuesShouldStillBeRefused() {
        JsonObject later = Json.createObjectBuilder(Read.BY_ID.read(this))
                .add("createdAt", "2025-05-20T02:36:25.761Z")
                .add("id", UUID.randomUUID().toString())
                .build();

        Answer refused = api.patch("/api/contacts/" + id, later.toString());

        Problems.assertProblem(refused, 422, "invalid-fields");
        assertThatJson(refused.body()).node("errors[0].pointer").isEqualTo("/createdAt");
        assertThatJson(refused.body()).node("errors[1].pointer").isEqualTo("/id");
    }

    @Test
    void idInUpperCaseShouldBeTheSameId() {
        String upper = "/api/contacts/" + id.toUpperCase(Locale.ROOT);
        String other = api.post("/api/contacts", "{\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"a@b.example\"}")
                .id();

        assertThat(api.patch(upper, "{\"title\":\"Sir\",\"version\":1}").id()).isEqualTo(id);
        assertThat(api.post(upper + "/repairs", "{\"from\":\"internal\",\"version\":2}")
                        .id())
                .isEqualTo(id);
        assertThatJson(api.delete("/api/contacts/" + other.toUpperCase(Locale.ROOT))
                        .body())
                .node("id")
                .isEqualTo(other);
    }

    private void assertUnchanged(JsonObject contact) {
        String body = contact.toString();
        String operations = """
                {"operations":[{"op":"update","id":"%s","version":1,"patch":%s},
                {"op":"update","source":"erp","sourceId":"%s","version":1,"patch":%s},{"op":"upsert","contact":%s}]}""".formatted(contact.getString("id"), body, sourceId, body, body);

        assertUnchanged(api.patch("/api/contacts/" + contact.getString("id"), body));
        assertUnchanged(api.patch(bySource(), body));
        assertUnchanged(api.put(bySource(), body));
        assertThatJson(api.post("/api/contacts/batch", operations).body()).isEqualTo("""
                {"data":[{"index":0,"status":200,"id":"%s","version":1},{"index":1,"status":200,"id":"%s","version":1},
                 {"index":2,"status":200,"id":"%s","version":1}]}""".formatted(id, id, id));
        assertThat(Database.rows("select 1 from event_processing where message_key = ?", "erp:" + sourceId))
                .hasSize(1);
    }

    private void assertUnchanged(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("ETag")).hasValue("\"1\"");
        assertThatJson(answer.body()).isEqualTo(api.get(bySource()).body());
    }

    private String bySource() {
        return "/api/contacts/by-source/erp/" + sourceId;
    }
}
