package com.acmecrm.integration.system;

import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The orders of the list, and walks through them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContactSortSuite {

    private static final List<String> LAST_NAMES = List.of(
            "Zebra",
            "apple",
            "Äpfel",
            "Banana",
            "apple",
            "ápple",
            "O'Hara",
            "100",
            "APPLE",
            "李",
            "\uD83C\uDF88",
            "\uFF5E");
    private static final int WALKS = 2;

    private final String source = "sort-" + UUID.randomUUID().toString().substring(0, 8);
    private ContactPages pages;
    private List<JsonObject> lasting;

    @BeforeAll
    void createContacts() {
        pages = new ContactPages(Api.admin());
        lasting = IntStream.range(0, 2 * LAST_NAMES.size())
                .mapToObj(number -> create(lastName(number), (number % 2 == 0 ? "Mail" : "mail") + number * 7 % 10))
                .toList();
    }

    private static String lastName(int number) {
        return LAST_NAMES.get(number % LAST_NAMES.size());
    }

    private JsonObject create(String lastName, String mailbox) {
        return pages.create("""
                {"firstName":"Sort","lastName":"%s","email":"%s@example.com","company":"a {b} + c & d","source":"%s","sourceId":"%s"}""".formatted(lastName, mailbox, source, UUID.randomUUID()));
    }

    static Stream<String> sorts() {
        return Stream.of("createdAt", "updatedAt", "lastName", "email").flatMap(sort -> Stream.of(sort, "-" + sort));
    }

    @ParameterizedTest
    @MethodSource("sorts")
    void walkShouldMeetEachLastingContactOnceAndInOrderWhileOthersChange(String sort) {
        Set<String> ids = ids(lasting.stream()).collect(Collectors.toSet());
        try (Others others = new Others()) {
            Awaitility.await("others change contacts").until(() -> others.changes.get() > 1);
            for (int walk = 0; walk < WALKS; walk++) {
                List<JsonObject> met = pages.walk("sort", sort, "source", source, "limit", "5");
                assertThat(ids(met.stream()).filter(ids::contains))
                        .containsExactlyElementsOf(
                                ids(lasting.stream().sorted(order(sort))).toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sorts")
    void pageShouldBeInOrder(String sort) {
        List<JsonObject> page = ContactPages.contacts(pages.get("sort", sort, "source", source, "limit", "200"));

        assertThat(page).hasSizeGreaterThanOrEqualTo(lasting.size()).isSortedAccordingTo(order(sort));
    }

    @Test
    void newestShouldComeFirstByDefault() {
        assertThat(pages.ids("source", source)).isEqualTo(pages.ids("source", source, "sort", "-createdAt"));
    }

    /** In lower case, then code point by code point, then by id. */
    private static Comparator<JsonObject> order(String sort) {
        String name = sort.replace("-", "");
        Function<JsonObject, String> value = contact -> contact.getString(name).toLowerCase(Locale.ROOT);
        Comparator<JsonObject> order = Comparator.comparing(value, ContactSortSuite::compareCodePoints)
                .thenComparing(contact -> contact.getString("id"));
        return sort.startsWith("-") ? order.reversed() : order;
    }

    private static int compareCodePoints(String one, String other) {
        return java.util.Arrays.compare(
                one.codePoints().toArray(), other.codePoints().toArray());
    }

    private static Stream<String> ids(Stream<JsonObject> contacts) {
        return contacts.map(contact -> contact.getString("id"));
    }

    @Test
    void cursorShouldBeBoundToFiltersAndSortAlone() {
        Answer first = pages.get("sort", "email", "source", source, "status", "active", "limit", "2");
        String cursor = ContactPages.cursor(first).orElseThrow();
        List<String> rest = pages.ids("sort", "email", "source", source, "status", "active", "cursor", cursor);

        assertThat(rest).isNotEmpty().doesNotContainAnyElementsOf(ContactPages.ids(first));
        assertThat(pages.ids(
                        "cursor", cursor, "limit", "200", "fields", "id", "status", "active", "source", source, "sort",
                        "email"))
                .isEqualTo(rest);
        refuse("sort", "-email", "source", source, "status", "active", "cursor", cursor);
        refuse("sort", "lastName", "source", source, "status", "active", "cursor", cursor);
        refuse("source", source, "status", "active", "cursor", cursor);
        refuse("sort", "email", "source", source, "cursor", cursor);
        refuse("sort", "email", "source", source, "status", "archived", "cursor", cursor);
        refuse("sort", "email", "source", source, "status", "active", "q", "sort", "cursor", cursor);
        refuse("sort", "email", "source", source, "status", "active", "cursor", cursor.substring(1));
    }

    private void refuse(String... query) {
        Problems.assertProblem(pages.get(query), 400, "invalid-request");
    }

    /** Whatever a client's library makes of a space, an umlaut, or a sign that means something in an address. */
    @Test
    void linkShouldKeepEveryParameterAsItCame() {
        String query = "q=sort+b%61n&company=a+%7Bb%7D+%2B+c+%26+d&source=" + source
                + "&sort=-lastName&fields=lastName&limit=1&status=active";
        Answer first = pages.follow(ContactPages.PATH + "?" + query);

        assertThat(ContactPages.next(first))
                .isEqualTo(ContactPages.PATH + "?" + query + "&cursor="
                        + ContactPages.cursor(first).orElseThrow());
        assertThat(ContactPages.contacts(first).get(0).getString("lastName")).isEqualTo("Banana");
        assertThat(pages.walk(
                        "q", "Sort Ä", "source", source, "limit", "1", "updatedSince", "2001-01-01T00:00:00+00:00"))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    /** Contacts that come, move and go, until this is closed. */
    private final class Others implements AutoCloseable {

        private static final int PRESENT = 8;

        private final AtomicInteger changes = new AtomicInteger();
        private final Deque<String> present = new ArrayDeque<>();
        private final CompletableFuture<Void> changing = CompletableFuture.runAsync(this::change);
        private volatile boolean closed;

        private void change() {
            while (!closed) {
                int number = changes.incrementAndGet();
                present.add(create(lastName(number), "other" + number).getString("id"));
                move(present.peekFirst(), number);
                if (present.size() > PRESENT) {
                    remove(present.removeFirst());
                }
            }
        }

        private void move(String id, int number) {
            String address = ContactPages.PATH + "/" + id;
            String patch = """
                    {"lastName":"%s","email":"%d-moved@example.com"}""".formatted(lastName(5 * number), number);
            Redis.clearRateLimits(ContactPages.PATH + "/{id}");
            assertThat(pages.api().patch(address, patch, "If-Match", "*").status())
                    .isEqualTo(200);
        }

        private void remove(String id) {
            assertThat(pages.api().delete(ContactPages.PATH + "/" + id).status())
                    .isEqualTo(200);
        }

        @Override
        public void close() {
            closed = true;
            changing.join();
        }
    }
}
