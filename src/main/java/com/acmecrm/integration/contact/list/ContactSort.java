package com.acmecrm.integration.contact.list;

import java.util.Optional;
import java.util.stream.Stream;

/** What contacts can be sorted by; each has an index that ends in the id. */
enum ContactSort {
    CREATED_AT("createdAt", "created_at", "timestamptz"),
    UPDATED_AT("updatedAt", "updated_at", "timestamptz"),
    LAST_NAME("lastName", "lower(last_name) collate \"C\"", "text"),
    EMAIL("email", ContactSort.EMAIL_EXPRESSION, "text");

    /** By code point, because every database has that order, and it never changes under an index. */
    static final String EMAIL_EXPRESSION = "lower(email) collate \"C\"";

    private final String parameter;
    private final String expression;
    private final String type;

    ContactSort(String parameter, String expression, String type) {
        this.parameter = parameter;
        this.expression = expression;
        this.type = type;
    }

    static Optional<ContactSort> find(String parameter) {
        return Stream.of(values())
                .filter(sort -> sort.parameter.equals(parameter))
                .findFirst();
    }

    String parameter() {
        return parameter;
    }

    /** As the index has it. */
    String expression() {
        return expression;
    }

    boolean isText() {
        return type.equals("text");
    }

    /** Of PostgreSQL, from and to text without loss. */
    String type() {
        return type;
    }
}
