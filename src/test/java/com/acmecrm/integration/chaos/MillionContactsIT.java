package com.acmecrm.integration.chaos;

import com.acmecrm.integration.console.Chromium;
import com.acmecrm.integration.contact.list.ListStatement;
import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.Cluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/** A million contacts beside ten thousand. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated
class MillionContactsIT {

    private static final int MANY = Rounds.part(1_000_000);
    private static final int FEW = 10_000;
    private static final int LARGEST_PAGE = 200;
    private static final int WARM_UP = 150;
    private static final int CALLS = 100;

    /** Most that a median may be of the one it is compared with. */
    private static final double LEVEL = 2;

    /** Values that many contacts have, that few have, and that none has. */
    private static final Map<String, List<String>> FILTERS = Map.of(
            "q", List.of("last12345", "person77", "nobody"),
            "email", List.of("PERSON500@example500.com", "nobody@example.com"),
            "company", List.of("Company 31", "", "None"),
            "status", List.of("active", "inactive", "archived"),
            "tag", List.of("common", "tag4", "none"),
            "source", List.of("internal", "rare", "none"),
            "sourceId", List.of("seed-77", "none"),
            "updatedSince", List.of("2001-01-01T00:00:00Z", "2199-01-01T00:00:00Z"));

    private static final Map<String, String> MIDDLES = Map.of(
            "createdAt", "2025-12-01 00:00:00+00",
            "updatedAt", "2025-12-01 00:00:00+00",
            "lastName", "last2",
            "email", "person5");

    private static final Pattern NEXT = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private Service many;
    private Service few;

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void start() {
        CompletableFuture<Service> starting = CompletableFuture.supplyAsync(() -> Service.start("few", FEW));
        many = Service.start("many", MANY);
        few = starting.join();
        many = many.loggedIn();
        few = few.loggedIn();
    }

    @AfterAll
    void stop() {
        Stream.of(many, few).filter(service -> service != null).forEach(service -> service.cluster.close());
    }

    /** Default planner settings, on what VACUUM ANALYZE has just seen. */
    @Test
    void everyFilterShouldUseAnIndexInEveryOrderOnEveryPage() throws Exception {
        assertThat(FILTERS.keySet()).isEqualTo(ListStatement.filters());
        assertThat(MIDDLES.keySet()).isEqualTo(ListStatement.sorts());
        Map<String, String> plans = new TreeMap<>();
        try (Connection connection = many.cluster.connect()) {
            for (Map<String, String> query : queries()) {
                String middle = MIDDLES.get(query.get("sort").replace("-", ""));
                plans.put(query.toString(), ListStatement.firstPage(query).plan(connection));
                plans.put(
                        query + " deep inside",
                        ListStatement.pageBehind(middle, query).plan(connection));
            }
        }

        System.out.printf("%d plans%n", plans.size());
        assertThat(plans.entrySet().stream()
                        .filter(plan -> plan.getValue().contains("Seq Scan")
                                || !plan.getValue().matches("(?s).*\"(Index|Index Only|Bitmap Index) Scan\".*"))
                        .toList())
                .as("without an index")
                .isEmpty();
    }

    private static List<Map<String, String>> queries() {
        List<Map<String, String>> queries = new ArrayList<>();
        for (String sort : MIDDLES.keySet()) {
            for (String direction : List.of("", "-")) {
                queries.add(Map.of("sort", direction + sort));
                FILTERS.forEach((name, values) -> values.forEach(
                        value -> queries.add(new TreeMap<>(Map.of("sort", direction + sort, name, value)))));
            }
        }
        return queries;
    }

    @Test
    void pageDeepInsideShouldTakeAsLongAsTheFirst() {
        for (String query : List.of("sort=-createdAt", "sort=lastName")) {
            String first = "/api/contacts?" + query;
            String deep = first + "&cursor=" + walk(query, MANY / 10);
            warmUp(() -> many.get(first), () -> many.get(deep));
            Medians medians = measure(() -> many.get(first), () -> many.get(deep));
            medians.print(query + ", first page and behind " + MANY / 10);
            assertThat(medians.second() / medians.first()).as(query).isLessThan(LEVEL);
        }
    }

    private String walk(String query, int contacts) {
        String address = "/api/contacts?%s&fields=id&limit=%d".formatted(query, LARGEST_PAGE);
        String cursor = group(NEXT, many.get(address));
        for (int met = LARGEST_PAGE; met < contacts; met += LARGEST_PAGE) {
            cursor = group(NEXT, many.get(address + "&cursor=" + cursor));
        }
        return cursor;
    }

    /** First, as long as both have done the same. */
    @Test
    @Order(1)
    void readingAndCreatingShouldTakeAsLongAsWithFewContacts() {
        String one = group(ID, many.get("/api/contacts?sort=email&limit=1"));
        String other = group(ID, few.get("/api/contacts?sort=email&limit=1"));
        compare("read", service -> service.get("/api/contacts/" + (service == many ? one : other)));
        compare("create", Service::create);
    }

    /** As somebody scrolls through them. */
    @Nested
    @ExtendWith(Chromium.class)
    class InTheConsole {

        private static final int EARLY = 3_000;
        private static final int LATE = MANY / 10;

        /** Of which a third are the cursors that lead back. */
        private static final long MOST_MORE_BYTES = 1 << 20;

        private static final int MOST_MORE_NODES = 200;

        @Test
        void listShouldScrollWithoutGrowingThePage() {
            try (EndlessList list = EndlessList.open(many.url, many.api.token())) {
                list.scrollTo(EARLY);
                EndlessList.Memory early = list.memory();
                list.scrollTo(LATE);
                EndlessList.Memory late = list.memory();

                System.out.printf("%d rows down: %s, %d rows down: %s%n", EARLY, early, LATE, late);
                assertThat(late.bytes() - early.bytes()).as("bytes").isLessThan(MOST_MORE_BYTES);
                assertThat(late.nodes() - early.nodes()).as("nodes").isLessThan(MOST_MORE_NODES);
                list.scrollUp(EARLY);
                assertThat(list.firstRow()).isBetween(LATE - 2 * EARLY, LATE);
            }
        }
    }

    private void compare(String what, Consumer<Service> call) {
        warmUp(() -> call.accept(few), () -> call.accept(many));
        Medians medians = measure(() -> call.accept(few), () -> call.accept(many));
        medians.print("%s, with %d and with %d contacts".formatted(what, FEW, MANY));
        assertThat(medians.second() / medians.first()).as(what).isLessThan(LEVEL);
    }

    private static void warmUp(Runnable first, Runnable second) {
        for (int call = 0; call < WARM_UP; call++) {
            first.run();
            second.run();
        }
    }

    /** In turn, so that whatever else the machine does meets both. */
    private static Medians measure(Runnable first, Runnable second) {
        List<Long> ofFirst = new ArrayList<>();
        List<Long> ofSecond = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            ofFirst.add(nanos(first));
            ofSecond.add(nanos(second));
        }
        return new Medians(median(ofFirst), median(ofSecond));
    }

    private static long nanos(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        return System.nanoTime() - begin;
    }

    private static double median(List<Long> nanos) {
        return nanos.stream().sorted().collect(Collectors.toList()).get(nanos.size() / 2) / 1e6;
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    /** In milliseconds. */
    private record Medians(double first, double second) {

        void print(String what) {
            System.out.printf("%s: %.2f and %.2f ms, ratio %.2f%n", what, first, second, second / first);
        }
    }

    /** A node on services and contacts of its own. */
    private record Service(Cluster cluster, URI url, Api api, HttpClient http) {

        static Service start(String name, int contacts) {
            Cluster cluster = Cluster.start(Path.of("target", "contacts-" + name));
            try {
                ApplicationProcess node =
                        cluster.addNode(Rounds.jvm("512m"), Map.of("acmecrm.ratelimit.api.requests", "1000000"));
                long begin = System.nanoTime();
                try (Connection connection = cluster.connect()) {
                    new Seed(contacts).into(connection);
                }
                System.out.printf("%d contacts made in %d s%n", contacts, (System.nanoTime() - begin) / 1_000_000_000);
                return new Service(cluster, node.url(), null, HttpClient.newHttpClient());
            } catch (Exception failure) {
                cluster.close();
                throw new IllegalStateException(failure);
            }
        }

        /** When nobody fills or starts anything any more: a node's first login takes long enough by itself. */
        Service loggedIn() {
            return new Service(cluster, url, Api.logIn(url), http);
        }

        String get(String path) {
            return send(api.get(url, path), 200);
        }

        void create() {
            send(api.create(url, "made-" + System.nanoTime()), 201);
        }

        private String send(HttpRequest request, int expected) {
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
                return answer.body();
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
