package com.acmecrm.integration.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Text of contacts: how long it is, and whether it can be seen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContactTextSuite {

    /** One character, two UTF-16 units, four bytes. */
    private static final String KANJI = "𠮷";

    private Api api;

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @Test
    void lengthsShouldBeCountedInCodePoints() {
        Answer created = api.post("/api/contacts", longest(0));

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.data().getString("firstName")).isEqualTo(KANJI.repeat(100));
        assertThatJson(api.get("/api/contacts/" + created.id()).body()).isEqualTo(created.body());
    }

    @Test
    void oneCharacterTooManyShouldBeRefused() {
        assertThat(pointers(api.post("/api/contacts", longest(1))))
                .containsExactly(
                        "/address/city",
                        "/company",
                        "/email",
                        "/firstName",
                        "/lastName",
                        "/notes",
                        "/phone",
                        "/tags/0",
                        "/title");
    }

    private static String longest(int more) {
        return Json.createObjectBuilder()
                .add("firstName", KANJI.repeat(100 + more))
                .add("lastName", KANJI.repeat(100 + more))
                .add("email", KANJI.repeat(64) + "@" + ("x".repeat(61) + ".").repeat(3) + "com" + "m".repeat(more))
                .add("phone", KANJI.repeat(50 + more))
                .add("company", KANJI.repeat(200 + more))
                .add("title", KANJI.repeat(200 + more))
                .add("address", Json.createObjectBuilder().add("city", KANJI.repeat(200 + more)))
                .add("notes", KANJI.repeat(10_000 + more))
                .add("tags", Json.createArrayBuilder().add(KANJI.repeat(50 + more)))
                .build()
                .toString();
    }

    @Test
    void searchShouldTakeThreeCharacters() {
        assertThat(api.get("/api/contacts?q=" + "%F0%A0%AE%B7".repeat(2)).status())
                .isEqualTo(400);
        assertThat(api.get("/api/contacts?q=" + "%F0%A0%AE%B7".repeat(3)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "\t", "\u00a0", "\u3000", "\u200b", "\u2060\ufeff", "\u00ad", "\u2800", "\u3164", "\ufe0f"})
    void textThatCannotBeSeenShouldBeNoNameAndNoTag(String blank) {
        JsonObject contact = Json.createObjectBuilder(contact("a@example.com"))
                .add("firstName", blank)
                .add("lastName", blank + blank)
                .add("company", blank)
                .add("tags", Json.createArrayBuilder().add("seen").add(blank))
                .build();

        Answer refused = api.post("/api/contacts", contact.toString());

        Problems.assertProblem(refused, 422, "invalid-fields");
        assertThat(pointers(refused)).containsExactly("/firstName", "/lastName", "/tags/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u200bda@example.com",
                "ada@exam\u200dple.com",
                "ada\u00a0@example.com",
                "ada@example\u3002com",
                "ada@example\uff0ecom",
                "ada\u3000@example.com",
                "ada@example.com\ufeff",
                "\u202eada@example.com",
                "ada\u00ad@example.com"
            })
    void emailThatHidesACharacterShouldBeRefused(String email) {
        Answer refused = api.post("/api/contacts", contact(email).toString());

        Problems.assertProblem(refused, 422, "invalid-fields");
        assertThat(pointers(refused)).containsExactly("/email");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hi@👍.ws",
                "👍@example.com",
                "zoë@bücher.example",
                "李@例え.jp",
                "\"ada lovelace\"@example.com",
                "ada@[192.0.2.1]",
                "o'brien+crm@sub.example.co.uk"
            })
    void emailOfAnyScriptShouldBeTaken(String email) {
        Answer created = api.post("/api/contacts", contact(email).toString());

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.data().getString("email")).isEqualTo(email);
    }

    /** It was accepted once, and must not block changes of other fields. */
    @Test
    void fieldThatIsOlderThanItsLimitShouldOnlyBeRefusedWhenItIsChanged() {
        String sourceId = "old-" + UUID.randomUUID();
        String path = "/api/contacts/by-source/erp/" + sourceId;
        JsonObject contact = Json.createObjectBuilder(contact("ada@example.com"))
                .add("tags", Json.createArrayBuilder().add("a"))
                .build();
        String id = api.put(path, contact.toString()).id();
        Database.change("""
                update internal_contacts
                set first_name = U&'\\200B', email = U&'ada@example\\3002com', tags = jsonb_build_array(U&'\\00A0')
                where source_id = ?""", sourceId);
        String read = api.get(path).data().toString();

        Answer patched = api.patch(path, "{\"title\":\"Dr.\",\"version\":1}");
        Answer sentBack = api.put(
                path,
                read.replace("\"title\":\"\"", "\"title\":\"Prof.\"")
                        .replace("\"version\":1", "\"version\":2")
                        .replaceAll("\"updatedAt\":\"[^\"]*\",?", ""));
        Answer batched = api.post("/api/contacts/batch", """
                {"operations":[{"op":"update","id":"%s","version":3,"patch":{"title":"Sir"}},
                {"op":"update","id":"%s","version":4,"patch":{"lastName":"\\u3000"}}]}""".formatted(id, id));
        Answer refused = api.patch(path, """
                {"firstName":"\\u200b\\u200b","email":"ada@example\\u3002org","tags":["b","\\u00a0"],"version":4}""");
        Answer mended = api.patch(path, """
                {"firstName":"Ada","email":"ada@example.org","tags":["b"],"version":4}""");

        assertThat(patched.status()).as(patched.toString()).isEqualTo(200);
        assertThat(sentBack.status()).as(sentBack.toString()).isEqualTo(200);
        assertThatJson(batched.body()).node("data[0].status").isEqualTo(200);
        assertThatJson(batched.body()).node("data[1].status").isEqualTo(422);
        assertThat(pointers(refused)).containsExactly("/email", "/firstName", "/tags/1");
        assertThat(mended.status()).as(mended.toString()).isEqualTo(200);
        assertThat(api.delete(path).status()).isEqualTo(200);
    }

    private static JsonObject contact(String email) {
        return Json.createObjectBuilder()
                .add("firstName", "Ada")
                .add("lastName", "Lovelace")
                .add("email", email)
                .build();
    }

    private static List<String> pointers(Answer refused) {
        return refused.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .map(error -> error.getString("pointer"))
                .toList();
    }
}
