package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.event.Message;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Events on the wire. */
final class Records {

    private Records() {}

    static ProducerRecord<byte[], byte[]> of(String topic, Message message) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, bytes(message.key()), bytes(message.value()));
        message.headers().forEach((name, value) -> add(record.headers(), name, value));
        return record;
    }

    /** Empty where there is none that could be ours. */
    static Optional<UUID> id(Headers headers) {
        Header header = headers.lastHeader(Message.ID_HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(new String(header.value(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /** Whether the record is to blame: it would be refused again, at any time and by any broker with these settings. */
    static boolean isRefusal(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof SerializationException
                || failure instanceof InvalidRecordException;
    }

    static void add(Headers headers, String name, String value) {
        headers.add(name, bytes(value));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
