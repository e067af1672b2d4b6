package com.acmecrm.integration.event.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that this service writes. */
final class ContactsTopic {

    private static final int PARTITIONS = 12;
    private static final int TIMEOUT_MILLIS = 5_000;

    private ContactsTopic() {}

    /** Leaves a topic that is there as it is; its replication factor is the broker's default. */
    static void createIfMissing(String bootstrapServers) {
        NewTopic topic = new NewTopic(KafkaEventPublisher.TOPIC, Optional.of(PARTITIONS), Optional.empty());
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                // This client knows no more than the bootstrap servers: to fall back on them is to spin while they are
                // away.
                AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS))) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("Cannot create the topic " + KafkaEventPublisher.TOPIC, failure.getCause());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Stopped while creating the topic", stopped);
        }
    }
}
