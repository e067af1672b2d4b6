package com.acmecrm.integration.event.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer for one topic, which it makes if it is missing. Given up as soon as anything goes wrong, at once: what it
 * still holds must not arrive after its senders have begun again. Used by one thread at a time.
 */
final class TopicProducer {

    private final String topic;
    private final KafkaConfig config;
    private final KafkaTopics topics;
    private final int headroom;
    private Producer<byte[], byte[]> producer;

    /** @param headroom bytes that a request may be larger than a message of the outbox */
    TopicProducer(String topic, KafkaConfig config, KafkaTopics topics, int headroom) {
        this.topic = topic;
        this.config = config;
        this.topics = topics;
        this.headroom = headroom;
    }

    void open() {
        if (producer != null) {
            return;
        }
        // Before the producer: sending to a missing topic blocks, or makes one with the broker's defaults.
        topics.prepare(topic);
        producer = new KafkaProducer<>(config.producer(headroom), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @throws KafkaException if it cannot be said that everything has arrived */
    <T> T send(Sending<T> sending) {
        open();
        try {
            return sending.by(producer);
        } catch (ExecutionException notAcknowledged) {
            close();
            throw Refusals.explained("Not acknowledged", notAcknowledged.getCause(), AclOperation.WRITE, topic);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            close();
            throw new KafkaException("Stopped while sending", stopped);
        } catch (KafkaException notSent) {
            close();
            throw notSent;
        }
    }

    void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    /** What is sent, and the wait until it has arrived. */
    interface Sending<T> {

        T by(Producer<byte[], byte[]> producer) throws ExecutionException, InterruptedException;
    }
}
