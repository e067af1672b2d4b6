package com.acmecrm.integration.bench;

import io.hyperfoil.http.api.HttpMethod;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The contacts that are read and changed, and the requests that do so. */
final class Contacts {

    private static final String NEW_CONTACT = """
            {"firstName":"Jane","lastName":"Smith","email":"jane.smith@example.com","phone":"+1-555-123-4567",\
            "company":"Example Industries","title":"Head of Purchasing","address":{"street":"123 Main St",\
            "city":"San Francisco","state":"CA","postalCode":"94105","country":"USA"},"notes":"%s",\
            "tags":["lead","conference-2025"],"customFields":{"preferredLanguage":"en","score":42}}""";

    private final String token;
    private final AtomicInteger next = new AtomicInteger();
    private List<UUID> ids = List.of();

    Contacts(String token) {
        this.token = token;
    }

    /**
     * Chooses the contacts that are read and changed from now on.
     *
     * @return how many there are
     */
    int choose(Connection connection, int count) throws SQLException {
        List<UUID> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select id from internal_contacts order by id limit " + count)) {
            while (rows.next()) {
                found.add(rows.getObject(1, UUID.class));
            }
        }
        ids = List.copyOf(found);
        return found.size();
    }

    /** In turn, so that two requests that run at once never change the same one. */
    UUID nextId() {
        return ids.get(Math.floorMod(next.getAndIncrement(), ids.size()));
    }

    static String randomNotes() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()) + " " + new UUID(random.nextLong(), random.nextLong());
    }

    Call call(Operation operation) {
        return switch (operation) {
            case CREATE -> write(HttpMethod.POST, () -> "/api/contacts", () -> NEW_CONTACT.formatted(randomNotes()));
            case READ -> Call.get(this::path, headers());
            case PATCH -> write(HttpMethod.PATCH, this::path, () -> "{\"notes\":\"" + randomNotes() + "\"}");
            case LIST -> Call.get(() -> "/api/contacts?limit=50", headers());
        };
    }

    /** A body of so many creates. */
    String batch(int size) {
        return IntStream.range(0, size)
                .mapToObj(index -> "{\"op\":\"create\",\"contact\":" + NEW_CONTACT.formatted(randomNotes()) + "}")
                .collect(Collectors.joining(",", "{\"operations\":[", "]}"));
    }

    private String path() {
        return "/api/contacts/" + nextId();
    }

    private Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + token);
    }

    private Call write(HttpMethod method, Supplier<String> path, Supplier<String> body) {
        return new Call(
                method,
                path,
                body,
                method == HttpMethod.PATCH
                        ? Map.of(
                                "Authorization", "Bearer " + token, "Content-Type", "application/json", "If-Match", "*")
                        : Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"));
    }
}
