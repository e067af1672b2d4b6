package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.event.Message;
import com.acmecrm.integration.event.consumer.DeadLetters;
import com.acmecrm.integration.event.consumer.Delivery;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic {@code contacts.dlt}: the messages as they were, with headers {@code dlt-…} that say what happened. */
@ApplicationScoped
public class KafkaDeadLetters implements DeadLetters {

    /** For the headers that come on top. */
    private static final int HEADROOM = 16 * 1024;

    @Inject
    KafkaConfig config;

    private Producer<byte[], byte[]> producer;

    @Override
    public void bury(Message event, int partition, long offset, int attempts, String error) {
        ProducerRecord<byte[], byte[]> record = Records.of(KafkaConfig.DEAD_LETTER_TOPIC, event);
        explain(record.headers(), partition, offset, attempts, error);
        send(record);
    }

    @Override
    public void bury(Delivery poison, String error) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(KafkaConfig.DEAD_LETTER_TOPIC, poison.key(), poison.value());
        poison.headers().forEach(header -> record.headers().add(header.getKey(), header.getValue()));
        explain(record.headers(), poison.partition(), poison.offset(), 0, error);
        send(record);
    }

    private static void explain(Headers headers, int partition, long offset, int attempts, String error) {
        Records.add(headers, "dlt-original-topic", KafkaConfig.TOPIC);
        Records.add(headers, "dlt-original-partition", Integer.toString(partition));
        Records.add(headers, "dlt-original-offset", Long.toString(offset));
        Records.add(headers, "dlt-attempts", Integer.toString(attempts));
        Records.add(headers, "dlt-error", error);
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        open();
        try {
            producer.send(record).get();
        } catch (ExecutionException notAcknowledged) {
            close();
            throw new KafkaException("The dead letter was not acknowledged", notAcknowledged.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            close();
            throw new KafkaException("Stopped while sending", stopped);
        } catch (KafkaException notSent) {
            close();
            throw notSent;
        }
    }

    private void open() {
        if (producer == null) {
            Topics.createIfMissing(KafkaConfig.DEAD_LETTER_TOPIC, config.admin());
            producer = new KafkaProducer<>(
                    config.producer(HEADROOM), new ByteArraySerializer(), new ByteArraySerializer());
        }
    }

    @PreDestroy
    void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
