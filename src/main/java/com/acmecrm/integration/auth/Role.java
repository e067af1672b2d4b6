package com.acmecrm.integration.auth;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** What a user may do. */
enum Role {
    ADMIN,
    EDITOR,
    VIEWER;

    String claim() {
        return name().toLowerCase(Locale.ROOT);
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
