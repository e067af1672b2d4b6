package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.event.consumer.Delivery;
import com.acmecrm.integration.event.consumer.EventSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic of the events, consumed in this service's own group. */
@ApplicationScoped
public class KafkaEventSource implements EventSource {

    private static final long LAST_TIMESTAMP =
            Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();
    private static final Duration CLOSING = Duration.ofSeconds(2);

    @Inject
    KafkaConfig config;

    @Inject
    KafkaTopics topics;

    private volatile KafkaConsumer<byte[], byte[]> consumer;
    /** Where the last poll began, of the partitions that it brought something of. */
    private final Map<TopicPartition, Long> polledFrom = new HashMap<>();

    @Override
    public void open() {
        if (consumer != null) {
            return;
        }
        topics.prepare(config.topic());
        KafkaConsumer<byte[], byte[]> opened =
                new KafkaConsumer<>(config.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        opened.subscribe(List.of(config.topic()));
        consumer = opened;
    }

    @Override
    public List<Delivery> poll(Duration patience) {
        return orClose(() -> {
            List<Delivery> deliveries = new ArrayList<>();
            polledFrom.clear();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
                polledFrom.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.offset());
                deliveries.add(delivery(record));
            }
            return deliveries;
        });
    }

    private static Delivery delivery(ConsumerRecord<byte[], byte[]> record) {
        List<Map.Entry<String, byte[]>> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(Map.entry(header.key(), nonNull(header.value()))));
        return new Delivery(
                Records.id(record.headers()),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(bounded(record.timestamp())),
                record.key(),
                record.value(),
                headers);
    }

    /** A producer sets it to anything, and PostgreSQL takes no year of more than four digits in this form. */
    private static long bounded(long timestamp) {
        return Math.max(0, Math.min(timestamp, LAST_TIMESTAMP));
    }

    private static byte[] nonNull(byte[] value) {
        return value == null ? new byte[0] : value;
    }

    @Override
    public Map<Integer, Long> positions() {
        return orClose(() -> {
            Map<Integer, Long> positions = new HashMap<>();
            consumer.assignment()
                    .forEach(partition -> positions.put(partition.partition(), consumer.position(partition)));
            return positions;
        });
    }

    @Override
    public long lag() {
        return orClose(() -> consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum());
    }

    @Override
    public void commit() {
        if (polledFrom.isEmpty()) {
            return;
        }
        orClose(() -> {
            Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
            polledFrom.keySet().stream()
                    .filter(consumer.assignment()::contains)
                    .forEach(partition -> reached.put(partition, new OffsetAndMetadata(consumer.position(partition))));
            consumer.commitSync(reached);
            polledFrom.clear();
            return reached;
        });
    }

    @Override
    public void rewind() {
        if (consumer == null) {
            return;
        }
        orClose(() -> {
            polledFrom.forEach((partition, offset) -> {
                if (consumer.assignment().contains(partition)) {
                    consumer.seek(partition, offset);
                }
            });
            polledFrom.clear();
            return polledFrom;
        });
    }

    @Override
    public void close() {
        KafkaConsumer<byte[], byte[]> closing = consumer;
        consumer = null;
        polledFrom.clear();
        if (closing != null) {
            closing.close(CloseOptions.timeout(CLOSING));
        }
    }

    @Override
    public void wakeUp() {
        KafkaConsumer<byte[], byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
    }

    /**
     * A client that has failed is not used again: some failures are for good, and the group notices it leaving. But one
     * that merely has no answer, or must share out anew, goes on: while the broker is away it could not say that it
     * leaves, and once back, the group would wait for it until its session has run out.
     */
    private <T> T orClose(Supplier<T> step) {
        try {
            return step.get();
        } catch (WakeupException | RetriableException | RebalanceInProgressException passing) {
            throw passing;
        } catch (KafkaException failure) {
            close();
            throw Refusals.explained("Events cannot be read", failure, AclOperation.READ, config.topic());
        }
    }
}
