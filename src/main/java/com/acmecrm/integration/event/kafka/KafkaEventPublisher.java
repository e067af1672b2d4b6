package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.event.EventPublisher;
import com.acmecrm.integration.event.Message;
import com.acmecrm.integration.event.Publication;
import com.acmecrm.integration.platform.shutdown.ApplicationStopping;
import com.acmecrm.integration.platform.trace.TraceContext;
import io.opentelemetry.context.Scope;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends to the topic of the events. */
@ApplicationScoped
public class KafkaEventPublisher implements EventPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventPublisher.class);

    @Inject
    KafkaConfig config;

    @Inject
    KafkaTopics topics;

    private TopicProducer producer;

    @PostConstruct
    void prepare() {
        producer = new TopicProducer(config.topic(), config, topics, 0);
    }

    @Override
    public void open() {
        producer.open();
    }

    @Override
    public List<Publication> publish(List<Message> messages) {
        return producer.send(kafka -> send(messages, kafka));
    }

    private List<Publication> send(List<Message> messages, Producer<byte[], byte[]> kafka)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent =
                messages.stream().map(message -> send(message, kafka)).toList();
        List<Publication> publications = new ArrayList<>();
        for (int index = 0; index < messages.size(); index++) {
            publications.add(await(messages.get(index), sent.get(index)));
        }
        return publications;
    }

    /** Within its trace: the OpenTelemetry agent makes a span of it, and writes that one into the header. */
    private Future<RecordMetadata> send(Message message, Producer<byte[], byte[]> kafka) {
        try (Scope trace = message.trace().map(TraceContext::activate).orElseGet(Scope::noop)) {
            return kafka.send(Records.of(config.topic(), message));
        }
    }

    private static Publication await(Message message, Future<RecordMetadata> sent)
            throws ExecutionException, InterruptedException {
        try {
            RecordMetadata position = sent.get();
            return Publication.acknowledged(message, position.partition(), position.offset());
        } catch (ExecutionException failure) {
            if (Records.isRefusal(failure.getCause())) {
                return Publication.refused(message, failure.getCause().getMessage());
            }
            throw failure;
        }
    }

    void stop(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(ApplicationStopping.KAFKA)
                    ApplicationStopping event) {
        close();
        LOG.info("Stopping: Kafka's producer is closed");
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
