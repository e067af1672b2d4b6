package com.acmecrm.integration.contact;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a contact is in use; in lower case in the internal format, capitalised in AcmeCRM's. */
public enum ContactStatus {
    ACTIVE,
    INACTIVE,
    ARCHIVED;

    public static Optional<ContactStatus> find(String internalName) {
        return Stream.of(values())
                .filter(status -> status.internalName().equals(internalName))
                .findFirst();
    }

    public String internalName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String acmeName() {
        return name().charAt(0) + internalName().substring(1);
    }

    /** As the column has it. */
    @Converter
    public static class ColumnConverter implements AttributeConverter<ContactStatus, String> {

        @Override
        public String convertToDatabaseColumn(ContactStatus status) {
            return status.internalName();
        }

        @Override
        public ContactStatus convertToEntityAttribute(String column) {
            return find(column).orElseThrow();
        }
    }
}
