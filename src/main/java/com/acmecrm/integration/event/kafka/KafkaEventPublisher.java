package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.event.EventPublisher;
import com.acmecrm.integration.event.Message;
import com.acmecrm.integration.event.Publication;
import com.acmecrm.integration.platform.Timestamps;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends to the topic {@code contacts}, with the metadata in headers as CloudEvents' Kafka binding has it (1.0.2, binary mode). */
@ApplicationScoped
public class KafkaEventPublisher implements EventPublisher {

    static final String TOPIC = "contacts";

    private static final String SOURCE = "/acmecrm-integration";
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);

    @Inject
    @ConfigProperty(name = "acmecrm.kafka.bootstrap-servers")
    String bootstrapServers;

    @Inject
    @ConfigProperty(name = "acmecrm.kafka.max-request-size")
    int maxRequestSize;

    private Producer<String, String> producer;

    @Override
    public void open() {
        if (producer != null) {
            return;
        }
        // Before the producer: sending to a missing topic blocks, or makes one with the broker's defaults.
        ContactsTopic.createIfMissing(bootstrapServers);
        producer = new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer());
    }

    @Override
    public List<Publication> publish(List<Message> messages) {
        try {
            List<Future<RecordMetadata>> sent =
                    messages.stream().map(this::send).toList();
            List<Publication> publications = new ArrayList<>();
            for (int index = 0; index < messages.size(); index++) {
                publications.add(await(messages.get(index), sent.get(index)));
            }
            return publications;
        } catch (ExecutionException notAcknowledged) {
            close();
            throw new KafkaException("Not acknowledged", notAcknowledged.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            close();
            throw new KafkaException("Stopped while sending", stopped);
        } catch (KafkaException notSent) {
            close();
            throw notSent;
        }
    }

    private Future<RecordMetadata> send(Message message) {
        return producer.send(record(message));
    }

    private static Publication await(Message message, Future<RecordMetadata> sent)
            throws ExecutionException, InterruptedException {
        try {
            RecordMetadata place = sent.get();
            return Publication.acknowledged(message, place.partition(), place.offset());
        } catch (ExecutionException failure) {
            if (isItsOwnFault(failure.getCause())) {
                return Publication.refused(message, failure.getCause().getMessage());
            }
            throw failure;
        }
    }

    /** The same message would be refused again, on any day and by any broker. */
    private static boolean isItsOwnFault(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof SerializationException
                || failure instanceof InvalidRecordException;
    }

    /** At once: what the producer still holds must not arrive after it has been given up. */
    @PreDestroy
    void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // The relay brings whole batches: waiting for more only costs latency.
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                REQUEST_TIMEOUT.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) REQUEST_TIMEOUT.toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) DELIVERY_TIMEOUT.toMillis(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                maxRequestSize);
    }

    private static ProducerRecord<String, String> record(Message message) {
        ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, message.key(), message.value());
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", message.id().toString());
        header(record, "ce_source", SOURCE);
        header(record, "ce_type", message.type());
        header(record, "ce_time", Timestamps.format(message.createdAt()));
        header(record, "ce_contactversion", Long.toString(message.version()));
        header(record, "content-type", "application/json");
        return record;
    }

    private static void header(ProducerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
