package com.acmecrm.integration.event;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Where an event is on its way. */
enum EventStatus {
    /** Not acknowledged by Kafka yet. */
    PENDING,
    /** Acknowledged. */
    PUBLISHED,
    /** Cannot be sent for its own fault; the later events of its contact wait behind it. */
    FAILED;

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
