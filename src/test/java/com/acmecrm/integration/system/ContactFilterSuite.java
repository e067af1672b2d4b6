package com.acmecrm.integration.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the list can be asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContactFilterSuite {

    private static final List<String> AWKWARD = List.of(
            "'; drop table internal_contacts; --",
            "\\\\\\",
            "a\nb\r\tc",
            "\"\"\"",
            "\uD83C\uDF88\uD83D\uDC69\u200D\uD83D\uDC69",
            "\u202eabc",
            "e\u0301e\u0301",
            "\uFFFE\uFFFD\uFFFF",
            "{x}%s%n$1?",
            "x".repeat(5_000));

    private final String mark = "filter-" + System.nanoTime();
    private final Map<String, JsonObject> made = new TreeMap<>();
    private ContactPages pages;

    @BeforeAll
    void createContacts() {
        pages = new ContactPages(Api.admin());
        make("ada", "Ada", "Lovelace", "Company", "Analytical % Engines", "status", "inactive");
        make("gruen", "Jürgen", "Größe", "Company", "ÄÖÜ_Werke", "status", "archived");
        make("obrien", "Sean", "O'Brien", "Company", "back\\slash");
        make("smith", "Sean", "Smith", "Company", "", "tags", "[\"vip\",\"it's \\\"new\\\"\"]");
    }

    private void make(String name, String first, String last, String... more) {
        JsonObjectBuilder contact = Json.createObjectBuilder()
                .add("firstName", first)
                .add("lastName", last)
                .add("email", name.toUpperCase(java.util.Locale.ROOT) + "@" + mark + ".example.com")
                .add("source", mark)
                .add("sourceId", name + "-" + mark);
        for (int index = 0; index < more.length; index += 2) {
            if (more[index].equals("tags")) {
                contact.add(
                        "tags",
                        Json.createReader(new java.io.StringReader(more[index + 1]))
                                .readArray());
            } else {
                contact.add(more[index].toLowerCase(java.util.Locale.ROOT), more[index + 1]);
            }
        }
        made.put(name, pages.create(contact.build().toString()));
    }

    /** By their names, in alphabetical order. */
    private List<String> found(String... query) {
        List<String> ids = pages.ids(query);
        assertThat(ids).doesNotHaveDuplicates();
        return made.keySet().stream()
                .filter(name -> ids.contains(made.get(name).getString("id")))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Ada              | ada
            lovelace         | ada
            ADA LOVE         | ada
            Ada  Love        |
            tical % Eng      | ada
            %%%              |
            al_tical         |
            grÖSSe           |
            gRÖße            | gruen
            JÜRGEN           | gruen
            äöü_w            | gruen
            äöüxw            |
            k\\s             | obrien
            \\\\\\           |
            o'b              | obrien
            sean             | obrien,smith
            smith@           | smith
            Smith smith      |
            ' or true --     |
            """)
    void searchShouldFindEveryFieldAndTakeEachSignLiterally(String q, String names) {
        assertThat(found("q", q, "source", mark)).isEqualTo(names == null ? List.of() : List.of(names.split(",")));
    }

    @Test
    void searchShouldNotReachAcrossFields() {
        assertThat(found("q", "smith\nsmith@", "source", mark)).isEmpty();
        Problems.assertProblem(pages.get("q", "smith\u001Fsmith@"), 400, "invalid-request");
    }

    @Test
    void emailShouldBeFoundInAnyCaseAndOnlyWhole() {
        assertThat(found("email", "ada@" + mark + ".EXAMPLE.com")).containsExactly("ada");
        assertThat(found("email", "ada@" + mark)).isEmpty();
        assertThat(found("email", "%")).isEmpty();
    }

    @Test
    void companyShouldBeFoundExactly() {
        assertThat(found("company", "Analytical % Engines")).containsExactly("ada");
        assertThat(found("company", "analytical % engines")).isEmpty();
        assertThat(found("company", "", "source", mark)).containsExactly("smith");
    }

    @Test
    void tagShouldBeFoundExactly() {
        assertThat(found("tag", "vip", "source", mark)).containsExactly("smith");
        assertThat(found("tag", "it's \"new\"", "source", mark)).containsExactly("smith");
        assertThat(found("tag", "vi", "source", mark)).isEmpty();
    }

    @Test
    void statusShouldBeOneOfThree() {
        assertThat(found("status", "active", "source", mark)).containsExactly("obrien", "smith");
        assertThat(found("status", "inactive", "source", mark)).containsExactly("ada");
        assertThat(found("status", "archived", "source", mark)).containsExactly("gruen");
    }

    @Test
    void externalIdShouldBeFoundByEitherHalf() {
        assertThat(found("source", mark)).containsExactlyElementsOf(made.keySet());
        assertThat(found("sourceId", "ada-" + mark)).containsExactly("ada");
        assertThat(found("source", "other", "sourceId", "ada-" + mark)).isEmpty();
    }

    @Test
    void updatedSinceShouldIncludeTheMoment() {
        String moment = made.get("smith").getString("updatedAt");

        assertThat(found("updatedSince", moment, "source", mark))
                .contains("smith")
                .doesNotContain("ada");
        assertThat(found("updatedSince", "2199-01-01T00:00:00+02:00", "source", mark))
                .isEmpty();
        assertThat(found("updatedSince", "2001-01-01T00:00:00Z", "source", mark))
                .hasSize(made.size());
    }

    @Test
    void allConditionsShouldHoldAtOnce() {
        assertThat(found(
                        "q",
                        "sean",
                        "source",
                        mark,
                        "status",
                        "active",
                        "tag",
                        "vip",
                        "updatedSince",
                        "2001-01-01T00:00:00Z",
                        "company",
                        "",
                        "sort",
                        "lastName",
                        "fields",
                        "id"))
                .containsExactly("smith");
        assertThat(found("q", "sean", "source", mark, "status", "archived")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=ab",
                "q=",
                "q=%C3%BC%C3%BC",
                "q=%F0%9F%8E%88%F0%9F%8E%88",
                "q=abc%00",
                "status=Active",
                "status=",
                "email=",
                "tag=",
                "source=",
                "sourceId=",
                "updatedSince=yesterday",
                "updatedSince=2025-05-20",
                "updatedSince=2025-05-20T02:36:25",
                "updatedSince=",
                "sort=name",
                "sort=",
                "sort=-",
                "sort=--email",
                "sort=lastname",
                "sort=email,createdAt",
                "sort=id%20desc",
                "fields=",
                "fields=id,",
                "fields=id,%20email",
                "fields=address.city",
                "fields=password",
                "Q=abc",
                "first_name=Ada",
                "status=active&status=archived"
            })
    void badParameterShouldBeRefused(String query) {
        Problems.assertProblem(pages.follow(ContactPages.PATH + "?" + query), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "email", "company", "tag", "source", "sourceId", "status", "sort", "fields", "cursor"})
    void awkwardTextShouldBeFoundOrRefusedAndNeverFail(String parameter) {
        for (String text : AWKWARD) {
            assertThat(pages.get(parameter, text).status())
                    .as(parameter + "=" + text)
                    .isIn(200, 400);
        }
    }

    @Test
    void fieldsShouldComeAloneWithTheId() {
        Answer page =
                pages.get("source", mark, "email", "ada@" + mark + ".example.com", "fields", "email,version,email");

        assertThatJson(page.body()).node("data").isEqualTo("""
                        [{"id":"%s","email":"ADA@%s.example.com","version":1}]""".formatted(
                        made.get("ada").getString("id"), mark));
    }

    @Test
    void listShouldShowAContactAsItsOwnAddressDoes() {
        JsonObject smith = made.get("smith");

        assertThat(ContactPages.contacts(pages.get("sourceId", "smith-" + mark)))
                .containsExactly(smith);
    }

    /** A lock stands for the work that would take so long. */
    @Test
    void tooBroadQueryShouldBeRefusedAndLeaveTheConnectionAsItWas() throws SQLException {
        String contact = ContactPages.PATH + "/" + made.get("ada").getString("id");
        try (Connection connection = Database.connect();
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("lock table internal_contacts in access exclusive mode");
            long begin = System.nanoTime();
            Answer broad = pages.get("q", "lovelace");
            double seconds = (System.nanoTime() - begin) / 1e9;
            Problems.assertProblem(broad, 400, "query-too-broad");
            assertThat(seconds).isBetween(1.0, 4.0);
            Problems.assertProblem(pages.api().get(contact), 503, "service-unavailable");
        }
        Awaitility.await("everything answers again").untilAsserted(() -> {
            assertThat(pages.api().get(contact).status()).isEqualTo(200);
            assertThat(found("q", "lovelace", "source", mark)).containsExactly("ada");
        });
    }

    @Test
    void statementThatSomebodyCancelsShouldNotBeCalledTooBroad() throws SQLException {
        try (Connection connection = Database.connect();
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("lock table internal_contacts in access exclusive mode");
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> pages.get("q", "cancelled"));
            Awaitility.await("the list waits and is cancelled")
                    .until(() -> Database.rows("""
                            select pg_cancel_backend(pid) from pg_stat_activity
                            where query like '%from internal_contacts%like lower(%' and wait_event_type = 'Lock'""").size() == 1);
            assertThat(answer.join().body()).doesNotContain("query-too-broad");
        }
    }

    @Test
    void startShouldNameTheExtensionThatCannotBeCreated() {
        Database.change("create role limited login password 'limited'");
        Database.change("create database limited owner limited");
        Database.change("revoke create on database limited from limited");
        String url = Environment.setting("acmecrm.database.url").replaceAll("/[^/]*$", "/limited");
        Flyway migrations = Flyway.configure()
                .dataSource(url, "limited", "limited")
                .locations("classpath:db/migration")
                .load();

        assertThatThrownBy(migrations::migrate)
                .hasMessageContaining("pg_trgm is missing and could not be created")
                .hasMessageContaining("create extension pg_trgm");

        // Nothing else is a superuser's.
        Database.change("grant create on database limited to limited");
        assertThat(migrations.migrate().success).isTrue();
    }
}
