package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.event.Message;
import com.acmecrm.integration.platform.Timestamps;
import com.acmecrm.integration.platform.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Events on the wire: metadata in headers as CloudEvents' Kafka binding has it (1.0.2, binary mode). */
final class Records {

    private static final String ID = "ce_id";
    private static final String SOURCE = "/acmecrm-integration";

    private Records() {}

    static ProducerRecord<byte[], byte[]> of(String topic, Message message) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, bytes(message.key()), bytes(message.value()));
        Headers headers = record.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, ID, message.id().toString());
        add(headers, "ce_source", SOURCE);
        add(headers, "ce_type", message.type());
        add(headers, "ce_time", Timestamps.format(message.createdAt()));
        add(headers, "ce_contactversion", Long.toString(message.version()));
        add(headers, "content-type", "application/json");
        message.trace().ifPresent(trace -> add(headers, TraceContext.HEADER, trace.header()));
        return record;
    }

    /** Empty where there is none that could be ours. */
    static Optional<UUID> id(Headers headers) {
        Header header = headers.lastHeader(ID);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(new String(header.value(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    static void add(Headers headers, String name, String value) {
        headers.add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
