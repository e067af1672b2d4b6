package com.acmecrm.integration.contact.list;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the list asks PostgreSQL, word for word, for those who want to see its plan. */
public record ListStatement(String sql, List<Object> parameters) {

    private static final int ROWS = 51;
    private static final UUID MIDDLE = UUID.fromString("80000000-0000-4000-8000-000000000000");

    /** @param query the parameters of a request */
    public static ListStatement firstPage(Map<String, String> query) {
        return of(query, Optional.empty());
    }

    /** @param value of the sort, behind which the page begins */
    public static ListStatement pageBehind(String value, Map<String, String> query) {
        return of(query, Optional.of(new ContactPlace(value, MIDDLE)));
    }

    private static ListStatement of(Map<String, String> query, Optional<ContactPlace> behind) {
        ContactSelection selection =
                ContactListRequest.of(new MultivaluedHashMap<>(query)).selection();
        return new ListStatement(
                ContactListRepository.sql(selection, behind),
                ContactListRepository.parameters(selection, behind, ROWS));
    }

    public static Set<String> filters() {
        return Stream.of(ContactCondition.values())
                .map(ContactCondition::parameter)
                .collect(Collectors.toSet());
    }

    public static Set<String> sorts() {
        return Stream.of(ContactSort.values()).map(ContactSort::parameter).collect(Collectors.toSet());
    }

    /** As {@code explain (format json)} has it. */
    public String plan(Connection connection) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain (format json) " + sql)) {
            for (int index = 0; index < parameters.size(); index++) {
                Object value = parameters.get(index);
                explain.setObject(index + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
            }
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                return plan.getString(1);
            }
        }
    }
}
