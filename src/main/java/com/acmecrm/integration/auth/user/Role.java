package com.acmecrm.integration.auth.user;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user may do. */
public enum Role {
    ADMIN,
    EDITOR,
    VIEWER;

    /** As tokens, the API and the database have it. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> find(String claim) {
        return Arrays.stream(values())
                .filter(role -> role.claim().equals(claim))
                .findFirst();
    }

    /** As the column has it. */
    @Converter
    public static class ColumnConverter implements AttributeConverter<Role, String> {

        @Override
        public String convertToDatabaseColumn(Role role) {
            return role.claim();
        }

        @Override
        public Role convertToEntityAttribute(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }
}
