package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.event.Message;
import com.acmecrm.integration.event.consumer.DeadLetters;
import com.acmecrm.integration.event.consumer.Delivery;
import com.acmecrm.integration.platform.shutdown.ApplicationStopping;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** The topic {@code contacts.dlt}: the messages as they were, with headers {@code dlt-…} that say what happened. */
@ApplicationScoped
public class KafkaDeadLetters implements DeadLetters {

    /** For the headers that come on top. */
    private static final int HEADROOM = 16 * 1024;

    @Inject
    KafkaConfig config;

    private TopicProducer producer;

    @PostConstruct
    void prepare() {
        producer = new TopicProducer(KafkaConfig.DEAD_LETTER_TOPIC, config, HEADROOM);
    }

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
        producer.send(kafka -> kafka.send(record).get());
    }

    void stop(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(ApplicationStopping.KAFKA)
                    ApplicationStopping event) {
        close();
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
