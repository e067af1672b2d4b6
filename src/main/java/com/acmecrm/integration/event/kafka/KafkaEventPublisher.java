package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.event.EventPublisher;
import com.acmecrm.integration.event.Message;
import com.acmecrm.integration.event.Publication;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends to the topic {@code contacts}. */
@ApplicationScoped
public class KafkaEventPublisher implements EventPublisher {

    @Inject
    KafkaConfig config;

    private Producer<byte[], byte[]> producer;

    @Override
    public void open() {
        if (producer != null) {
            return;
        }
        // Before the producer: sending to a missing topic blocks, or makes one with the broker's defaults.
        Topics.createIfMissing(KafkaConfig.TOPIC, config.admin());
        producer = new KafkaProducer<>(config.producer(0), new ByteArraySerializer(), new ByteArraySerializer());
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
        return producer.send(Records.of(KafkaConfig.TOPIC, message));
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
}
