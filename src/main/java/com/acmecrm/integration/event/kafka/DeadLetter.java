package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.event.Message;
import com.acmecrm.integration.event.consumer.Delivery;
import com.acmecrm.integration.platform.Sha256;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A message that was not processed, and why. Its copies come in three sizes, because a message near the size limit is too
 * large with headers on top.
 */
record DeadLetter(Route route, Original original, int partition, long offset, int attempts, String error) {

    /** For what is copied of a message without its value: a broker takes it, unless an operator has limited the topic. */
    private static final int MOST_KEY_BYTES = 1024;

    private static final int MOST_HEADER_BYTES = 8 * 1024;
    private static final int SHORT_ERROR = 100;

    static DeadLetter of(Route route, Message event, int partition, long offset, int attempts, String error) {
        List<Map.Entry<String, byte[]>> headers = event.headers().entrySet().stream()
                .map(header -> Map.entry(header.getKey(), Records.bytes(header.getValue())))
                .toList();
        Original original = new Original(Records.bytes(event.key()), Records.bytes(event.value()), headers);
        return new DeadLetter(route, original, partition, offset, attempts, error);
    }

    static DeadLetter of(Route route, Delivery poison, String error) {
        Original original = new Original(poison.key(), poison.value(), poison.headers());
        return new DeadLetter(route, original, poison.partition(), poison.offset(), 0, error);
    }

    /** Key, value and headers as they were. */
    ProducerRecord<byte[], byte[]> whole() {
        ProducerRecord<byte[], byte[]> copy = copy(original.key(), original.value());
        original.headers().forEach(header -> copy.headers().add(header.getKey(), header.getValue()));
        explain(copy.headers(), error);
        return copy;
    }

    /** Key and headers as far as they are small, and a digest of what is missing. */
    ProducerRecord<byte[], byte[]> withoutValue() {
        boolean keyIsSmall = size(original.key()) <= MOST_KEY_BYTES;
        ProducerRecord<byte[], byte[]> copy = copy(keyIsSmall ? original.key() : position(), new byte[0]);
        int omitted = addSmallHeaders(copy.headers());
        explain(copy.headers(), error);
        addDigest(copy.headers(), "value", original.value());
        if (!keyIsSmall) {
            addDigest(copy.headers(), "key", original.key());
        }
        if (omitted > 0) {
            Records.add(copy.headers(), "dlt-omitted-headers", Integer.toString(omitted));
        }
        return copy;
    }

    /** Where the message is, and a digest to recognize it by. */
    ProducerRecord<byte[], byte[]> positionOnly() {
        ProducerRecord<byte[], byte[]> copy = copy(position(), new byte[0]);
        explain(copy.headers(), error.length() <= SHORT_ERROR ? error : error.substring(0, SHORT_ERROR));
        addDigest(copy.headers(), "value", original.value());
        return copy;
    }

    private ProducerRecord<byte[], byte[]> copy(byte[] key, byte[] value) {
        return new ProducerRecord<>(route.to(), key, value);
    }

    private int addSmallHeaders(Headers headers) {
        int room = MOST_HEADER_BYTES;
        int omitted = 0;
        for (Map.Entry<String, byte[]> header : original.headers()) {
            int size = Records.bytes(header.getKey()).length + header.getValue().length;
            if (size > room) {
                omitted++;
                continue;
            }
            room -= size;
            headers.add(header.getKey(), header.getValue());
        }
        return omitted;
    }

    private void explain(Headers headers, String reason) {
        Records.add(headers, "dlt-original-topic", route.from());
        Records.add(headers, "dlt-original-partition", Integer.toString(partition));
        Records.add(headers, "dlt-original-offset", Long.toString(offset));
        Records.add(headers, "dlt-attempts", Integer.toString(attempts));
        Records.add(headers, "dlt-error", reason);
    }

    private static void addDigest(Headers headers, String part, byte[] bytes) {
        Records.add(headers, "dlt-%s-size".formatted(part), Integer.toString(size(bytes)));
        Records.add(headers, "dlt-%s-sha256".formatted(part), Sha256.hex(bytes == null ? new byte[0] : bytes));
    }

    private static int size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** A key of its own: a topic that is compacted takes no record without one, and keeps one for each. */
    private byte[] position() {
        return Records.bytes("%s-%d-%d".formatted(route.from(), partition, offset));
    }

    @Override
    public String toString() {
        return "message %d/%d of %d bytes".formatted(partition, offset, size(original.value()));
    }

    /** The topic of the message, and the topic of its copy. */
    record Route(String from, String to) {}

    /** Key and value are null where the message had none. */
    private record Original(byte[] key, byte[] value, List<Map.Entry<String, byte[]>> headers) {}
}
