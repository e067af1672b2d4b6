package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.problem.ProblemException;
import jakarta.json.Json;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ContactListRequestTest {

    private static ContactListRequest request(String... query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int index = 0; index < query.length; index += 2) {
            parameters.put(query[index], query[index + 1]);
        }
        return ContactListRequest.of(new MultivaluedHashMap<>(parameters));
    }

    private static String digest(String... query) {
        return request(query).selection().digest();
    }

    @Test
    void selectionShouldBeTheSameHoweverItIsWritten() {
        assertThat(digest("sort", "-createdAt")).isEqualTo(digest());
        assertThat(digest("tag", "a", "company", "b", "limit", "7", "fields", "id"))
                .isEqualTo(digest("company", "b", "tag", "a"));
    }

    @Test
    void selectionShouldDifferInEachValue() {
        assertThat(digest("tag", "a")).isNotIn(digest(), digest("tag", "b"), digest("source", "a"));
        assertThat(digest("sort", "email")).isNotIn(digest(), digest("sort", "-email"), digest("sort", "lastName"));
    }

    @Test
    void operandsShouldStandInTheOrderOfTheirConditions() {
        ContactSelection selection = request("updatedSince", "2025-05-20T04:36:25+02:00", "q", "50%_\\", "tag", "a\"b")
                .selection();

        assertThat(selection.filter().conditions())
                .satisfiesExactly(
                        q -> assertThat(q).endsWith("like lower(?)"),
                        tag -> assertThat(tag).contains("tags @> ?"),
                        since -> assertThat(since).isEqualTo("updated_at >= ?"));
        assertThat(selection.filter().operands())
                .containsExactly("%50\\%\\_\\\\%", "[\"a\\\"b\"]", Instant.parse("2025-05-20T02:36:25Z"));
    }

    @Test
    void searchShouldGoPastTheIndexOfASortByTextOnly() {
        assertThat(request("q", "abc", "sort", "email").selection().sortValue()).endsWith("|| '')");
        assertThat(request("q", "abc").selection().sortValue()).isEqualTo("created_at");
        assertThat(request("tag", "a", "sort", "email").selection().sortValue())
                .isEqualTo(ContactSort.EMAIL_EXPRESSION);
    }

    @Test
    void placeShouldBeComparedInTheDirectionOfTheSort() {
        ContactSelection descending = request("sort", "-lastName").selection();
        ContactPlace place = new ContactPlace("m", new UUID(0, 1));

        assertThat(ContactListRepository.sql(descending, Optional.of(place)))
                .contains("where (lower(last_name) collate \"C\", id) < (?::text, ?)")
                .contains("order by lower(last_name) collate \"C\" desc, id desc limit ?");
        assertThat(ContactListRepository.parameters(descending, Optional.of(place), 3))
                .containsExactly("m", place.id(), 3);
    }

    @Test
    void fieldsShouldStayInTheContactsOrder() {
        FieldChoice fields = request("fields", "version,email").fields();

        assertThat(fields.of(Json.createObjectBuilder()
                                .add("id", 1)
                                .add("email", 2)
                                .add("notes", 3)
                                .add("version", 4)
                                .build())
                        .toString())
                .isEqualTo("{\"id\":1,\"email\":2,\"version\":4}");
    }

    @Test
    void searchShouldCountCharactersNotUnits() {
        String balloons = "\uD83C\uDF88\uD83C\uDF88";

        assertThatThrownBy(() -> request("q", balloons)).isInstanceOf(ProblemException.class);
        assertThat(request("q", balloons + "!").selection().filter().isSearch()).isTrue();
    }
}
