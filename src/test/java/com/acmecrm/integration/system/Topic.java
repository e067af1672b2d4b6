package com.acmecrm.integration.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The topic {@code contacts} as a consumer without a group sees it. */
public final class Topic {

    static final String CONTACTS = "contacts";
    static final String DEAD_LETTERS = "contacts.dlt";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Topic() {}

    /** Waits until a key has this many messages and returns them in their order. */
    static List<Message> await(String key, int count) {
        return Awaitility.await()
                .alias(count + " messages of " + key)
                .atMost(PATIENCE)
                .until(() -> messages(CONTACTS, key), found -> found.size() >= count);
    }

    static List<Message> messages(String topic, String key) {
        return all(bootstrapServers(), topic).stream()
                .filter(message -> message.key().equals(key))
                .toList();
    }

    static void send(String key, String value, Map<String, String> headers) {
        ProducerRecord<String, String> record = new ProducerRecord<>(CONTACTS, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings(bootstrapServers()), new StringSerializer(), new StringSerializer())) {
            producer.send(record);
        }
    }

    static int partitions() {
        try (KafkaConsumer<String, String> consumer = consumer(bootstrapServers())) {
            return consumer.partitionsFor(CONTACTS).size();
        }
    }

    /** Everything on {@code contacts}, those of a key in their order. */
    public static List<Message> all(String bootstrapServers) {
        return all(bootstrapServers, CONTACTS);
    }

    private static List<Message> all(String bootstrapServers, String topic) {
        try (KafkaConsumer<String, String> consumer = consumer(bootstrapServers)) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream().map(Topic::partition).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Message> messages = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> messages.add(Message.of(found)));
            }
            return messages;
        }
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    private static KafkaConsumer<String, String> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(settings(bootstrapServers), new StringDeserializer(), new StringDeserializer());
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    private static String bootstrapServers() {
        return Environment.setting("acmecrm.kafka.bootstrap-servers");
    }

    /** One message. */
    public record Message(String key, String value, Map<String, String> headers) {

        static Message of(ConsumerRecord<String, String> found) {
            Map<String, String> headers = StreamSupport.stream(found.headers().spliterator(), false)
                    .collect(Collectors.toMap(
                            header -> header.key(), header -> new String(header.value(), StandardCharsets.UTF_8)));
            return new Message(found.key(), found.value(), headers);
        }
    }
}
