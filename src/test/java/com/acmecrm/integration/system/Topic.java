package com.acmecrm.integration.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
                .filter(message -> key.equals(message.key()))
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

    /** As another producer may send it: any part may be null, and it may be larger than this producer's default allows. */
    static RecordMetadata sendRaw(byte[] key, byte[] value, Map<String, byte[]> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(CONTACTS, key, value);
        headers.forEach((name, bytes) -> record.headers().add(name, bytes));
        Map<String, Object> settings = new HashMap<>(settings(bootstrapServers()));
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 10 * 1024 * 1024);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(record).get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The dead letter of a message on {@code contacts}, if there is one. */
    static Optional<Message> deadLetter(RecordMetadata original) {
        return all(bootstrapServers(), DEAD_LETTERS).stream()
                .filter(letter -> Integer.toString(original.partition())
                        .equals(letter.headers().get("dlt-original-partition")))
                .filter(letter ->
                        Long.toString(original.offset()).equals(letter.headers().get("dlt-original-offset")))
                .findFirst();
    }

    /** Limits what the broker accepts on the dead-letter topic; empty restores the broker's default. */
    static void limitDeadLetters(Optional<Integer> maxMessageBytes) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, DEAD_LETTERS);
        AlterConfigOp change = new AlterConfigOp(
                new ConfigEntry(
                        "max.message.bytes",
                        maxMessageBytes.map(Object::toString).orElse("")),
                maxMessageBytes.isPresent() ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE);
        try (Admin admin = Admin.create(settings(bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
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
                            header -> header.key(),
                            header -> header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8),
                            (first, last) -> last));
            return new Message(found.key(), found.value(), headers);
        }
    }
}
