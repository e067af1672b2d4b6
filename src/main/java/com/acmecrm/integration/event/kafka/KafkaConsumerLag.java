package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.event.consumer.ConsumerLag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The lag of the service's group on its topic, as the brokers know it. */
@ApplicationScoped
public class KafkaConsumerLag implements ConsumerLag {

    @Inject
    KafkaCluster kafka;

    @Inject
    KafkaConfig config;

    @Override
    public long messages() {
        return kafka.ask(this::ask);
    }

    private CompletionStage<Long> ask(Admin admin) {
        return partitions(admin)
                .thenCompose(partitions -> offsets(admin, partitions, OffsetSpec.earliest())
                        .thenCombine(offsets(admin, partitions, OffsetSpec.latest()), Bounds::new)
                        .thenCombine(committed(admin), (bounds, committed) -> bounds.lag(committed)));
    }

    private CompletionStage<List<TopicPartition>> partitions(Admin admin) {
        return admin.describeTopics(List.of(config.topic()))
                .allTopicNames()
                .toCompletionStage()
                .thenApply(topics -> partitions(topics.get(config.topic())));
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private static CompletionStage<Map<TopicPartition, Long>> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        return admin.listOffsets(asked)
                .all()
                .toCompletionStage()
                .thenApply(found -> values(found, ListOffsetsResultInfo::offset));
    }

    private CompletionStage<Map<TopicPartition, Long>> committed(Admin admin) {
        return admin.listConsumerGroupOffsets(config.group())
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .thenApply(found -> values(found, OffsetAndMetadata::offset));
    }

    private static <V> Map<TopicPartition, Long> values(Map<TopicPartition, V> found, Function<V, Long> offset) {
        return found.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset.apply(entry.getValue())));
    }

    /** The first and the next offset of each partition. */
    record Bounds(Map<TopicPartition, Long> earliest, Map<TopicPartition, Long> latest) {

        /** A partition without a commit will be read from its beginning; what Kafka has deleted since is not waited for. */
        long lag(Map<TopicPartition, Long> committed) {
            return latest.entrySet().stream()
                    .mapToLong(end -> end.getValue() - position(end.getKey(), committed))
                    .map(lag -> Math.max(0, lag))
                    .sum();
        }

        private long position(TopicPartition partition, Map<TopicPartition, Long> committed) {
            long first = earliest.getOrDefault(partition, 0L);
            return Math.max(first, committed.getOrDefault(partition, first));
        }
    }
}
