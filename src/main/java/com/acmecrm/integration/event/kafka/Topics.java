package com.acmecrm.integration.event.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics that this service writes. */
final class Topics {

    private static final int PARTITIONS = 12;

    private Topics() {}

    /**
     * Leaves a topic that is there as it is; its replication factor is the broker's default.
     *
     * @param settings of an admin client
     */
    static void createIfMissing(String name, Map<String, Object> settings) {
        NewTopic topic = new NewTopic(name, Optional.of(PARTITIONS), Optional.empty());
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("Cannot create the topic " + name, failure.getCause());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Stopped while creating the topic", stopped);
        }
    }
}
