package com.acmecrm.integration.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One more consumer of the service's group, which does nothing with what it is given: partitions change hands. */
final class Intruder implements AutoCloseable {

    private static final String GROUP = "acmecrm-integration";

    private final Map<String, Object> settings;
    private volatile boolean closing;
    private volatile int share;
    private CompletableFuture<Void> membership = CompletableFuture.completedFuture(null);

    Intruder(String bootstrapServers) {
        settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                GROUP,
                "enable.auto.commit",
                false,
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName());
    }

    void join() {
        membership = CompletableFuture.runAsync(this::belong);
    }

    private void belong() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("contacts"));
            while (!closing) {
                consumer.poll(Duration.ofMillis(100));
                share = consumer.assignment().size();
            }
        }
    }

    boolean isSharingOut() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            return admin.describeConsumerGroups(List.of(GROUP))
                            .describedGroups()
                            .get(GROUP)
                            .get()
                            .groupState()
                    == GroupState.PREPARING_REBALANCE;
        }
    }

    boolean hasAShare() {
        return share > 0;
    }

    /** Leaves; once more does nothing. */
    @Override
    public void close() {
        closing = true;
        membership.join();
    }
}
