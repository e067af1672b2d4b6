package com.acmecrm.integration.event.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that this service writes: created where they are missing, and used as they are where they exist. */
@ApplicationScoped
public class KafkaTopics {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);

    @Inject
    KafkaConfig config;

    @Inject
    MeterRegistry meters;

    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

    /**
     * Before the first client of a topic: sending to a missing one blocks, or creates it with the broker's defaults. A
     * topic that exists is looked up first: an account without the right to create topics can use it.
     */
    void prepare(String name) {
        try (Admin admin = Admin.create(config.admin())) {
            note(name, find(admin, name).orElseGet(() -> create(admin, name)));
        }
    }

    private static Optional<Integer> find(Admin admin, String name) {
        try {
            return Optional.of(
                    get(admin.describeTopics(List.of(name)).topicNameValues().get(name))
                            .partitions()
                            .size());
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw Refusals.explained(
                    "Cannot look up the topic " + name, failure.getCause(), AclOperation.DESCRIBE, name);
        }
    }

    /** Its replication factor is the broker's default. */
    private int create(Admin admin, String name) {
        NewTopic topic = new NewTopic(name, Optional.of(config.partitions()), Optional.empty());
        try {
            get(admin.createTopics(List.of(topic)).all());
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw Refusals.explained(
                        "The topic " + name + " does not exist and cannot be created",
                        failure.getCause(),
                        AclOperation.CREATE,
                        name);
            }
        }
        return config.partitions();
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Stopped while preparing the topic", stopped);
        }
    }

    /** Once, and when the number changes. */
    private void note(String name, int found) {
        Integer before = partitions.put(name, found);
        if (before == null) {
            Gauge.builder("acmecrm.kafka.topic.partitions", () -> partitions.get(name))
                    .description("Partitions of a topic of this service, when it was last opened")
                    .tag("topic", name)
                    .register(meters);
        }
        if (found != config.partitions() && !Integer.valueOf(found).equals(before)) {
            LOG.warn(
                    "The topic {} has {} partitions, not {} ({}), and is used as it is",
                    name,
                    found,
                    config.partitions(),
                    KafkaConfig.PARTITIONS);
        }
    }
}
