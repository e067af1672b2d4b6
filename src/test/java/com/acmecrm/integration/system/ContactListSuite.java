package com.acmecrm.integration.system;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Pages of the list. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContactListSuite {

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
    void walkShouldMeetEachContactOnceWhileOthersComeAndGo() {
        List<String> ids = IntStream.range(0, 7).mapToObj(number -> create()).toList();
        List<String> met = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get("/api/contacts?limit=2" + cursor);
            assertThat(page.status()).isEqualTo(200);
            page.json()
                    .getJsonArray("data")
                    .forEach(contact -> met.add(contact.asJsonObject().getString("id")));
            cursor = next(page);
            api.delete("/api/contacts/" + create());
            Redis.clearRateLimits();
        } while (!cursor.isEmpty() && !met.containsAll(ids));

        assertThat(met).doesNotHaveDuplicates();
        assertThat(met.stream().filter(ids::contains).toList())
                .as("newest first")
                .containsExactlyElementsOf(reversed(ids));
    }

    @Test
    void linkShouldLeadToTheNextPage() {
        create();
        create();
        Answer first = api.get("/api/contacts?limit=1");

        String link = first.header("Link").orElseThrow();
        assertThat(link).matches("<.*/api/contacts\\?.*cursor=.*>; ?rel=\"next\"");
        String address = link.substring(1, link.indexOf('>'));
        Answer second = api.get(address.substring(address.indexOf("/api")));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().getJsonArray("data"))
                .hasSize(1)
                .isNotEqualTo(first.json().getJsonArray("data"));
    }

    @Test
    void pageShouldHaveFiftyPlacesByDefault() {
        assertThatJson(api.get("/api/contacts").body()).node("meta.limit").isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=x",
                "limit=-1",
                "limit=",
                "limit=1&limit=2",
                "page=2",
                "cursor=x",
                "cursor=",
                "cursor=eyJhbGciOiJub25lIn0.e30.",
                "cursor=eyJhbGciOiJIUzI1NiJ9.e30.AAAA"
            })
    void badParameterShouldBeRefused(String query) {
        Answer answer = api.get("/api/contacts?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThatJson(answer.body()).node("type").isEqualTo("/problems/invalid-request");
    }

    private String create() {
        return api.post("/api/contacts", """
                        {"firstName":"List","lastName":"%s","email":"list@example.com"}""".formatted(UUID.randomUUID())).id();
    }

    private static String next(Answer page) {
        JsonObject meta = page.json().getJsonObject("meta");
        return meta.get("nextCursor") == JsonValue.NULL ? "" : "&cursor=" + meta.getString("nextCursor");
    }

    private static List<String> reversed(List<String> list) {
        List<String> reversed = new ArrayList<>(list);
        java.util.Collections.reverse(reversed);
        return reversed;
    }
}
