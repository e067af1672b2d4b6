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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic {@code contacts.dlt}: copies of messages, with headers {@code dlt-…} that say what happened. */
@ApplicationScoped
public class KafkaDeadLetters implements DeadLetters {

    /** For the headers that come on top. */
    private static final int HEADROOM = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaDeadLetters.class);

    @Inject
    KafkaConfig config;

    @Inject
    KafkaTopics topics;

    private DeadLetter.Route route;
    private TopicProducer producer;

    @PostConstruct
    void prepare() {
        route = new DeadLetter.Route(config.topic(), config.deadLetterTopic());
        producer = new TopicProducer(config.deadLetterTopic(), config, topics, HEADROOM);
    }

    @Override
    public void bury(Message event, int partition, long offset, int attempts, String error) {
        DeadLetter letter = DeadLetter.of(route, event, partition, offset, attempts, error);
        sendSmallestNeeded(letter);
    }

    @Override
    public void bury(Delivery poison, String error) {
        sendSmallestNeeded(DeadLetter.of(route, poison, error));
    }

    /**
     * The whole copy, else without its value, else only where the message is. What is refused for its size would be refused
     * again, and all partitions of this node would wait for it: the row in PostgreSQL is then all that is kept.
     */
    private void sendSmallestNeeded(DeadLetter letter) {
        boolean kept = Stream.<Supplier<ProducerRecord<byte[], byte[]>>>of(
                        letter::whole, letter::withoutValue, letter::positionOnly)
                .anyMatch(copy -> send(copy.get()));
        if (!kept) {
            LOG.error("{} refuses every copy of {}", config.deadLetterTopic(), letter);
        }
    }

    /**
     * @return false where Kafka refuses the record for what it is
     * @throws RuntimeException if it cannot be kept now
     */
    private boolean send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(kafka -> isAccepted(kafka.send(record)));
    }

    private static boolean isAccepted(Future<RecordMetadata> sent) throws ExecutionException, InterruptedException {
        try {
            sent.get();
            return true;
        } catch (ExecutionException failure) {
            if (Records.isRefusal(failure.getCause())) {
                return false;
            }
            throw failure;
        }
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
