package com.acmecrm.integration.event;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Where an event is on its way: {@code pending} until Kafka has acknowledged it, then {@code published}. */
enum EventStatus {
    PENDING,
    PUBLISHED;

    /** As the column has it. */
    @Converter
    public static class ColumnConverter implements AttributeConverter<EventStatus, String> {

        @Override
        public String convertToDatabaseColumn(EventStatus status) {
            return status.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public EventStatus convertToEntityAttribute(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }
}
