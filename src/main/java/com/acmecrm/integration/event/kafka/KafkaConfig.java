package com.acmecrm.integration.event.kafka;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings of all Kafka clients ({@code acmecrm.kafka.*}). */
@ApplicationScoped
public class KafkaConfig {

    static final String PREFIX = "acmecrm.kafka.prefix";
    static final String TOPIC = "acmecrm.kafka.topic";
    static final String DEAD_LETTER_TOPIC = "acmecrm.kafka.dead-letter-topic";
    static final String GROUP = "acmecrm.kafka.group";
    static final String PARTITIONS = "acmecrm.kafka.partitions";

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);
    /** A heartbeat tells a node that the group is being shared out; until the last knows it, all wait. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final Duration RECONNECT_CAP = Duration.ofSeconds(2);
    private static final int BATCH = 500;
    private static final int FETCH_BYTES = 64 * 1024;
    private static final Duration FETCH_WAIT = Duration.ofMillis(100);

    @Inject
    @ConfigProperty(name = "acmecrm.kafka.bootstrap-servers")
    String bootstrapServers;

    @Inject
    @ConfigProperty(name = "acmecrm.kafka.max-request-size")
    int maxRequestSize;

    @Inject
    @ConfigProperty(name = PREFIX)
    Optional<String> prefix;

    @Inject
    @ConfigProperty(name = TOPIC)
    String topic;

    @Inject
    @ConfigProperty(name = DEAD_LETTER_TOPIC)
    String deadLetterTopic;

    @Inject
    @ConfigProperty(name = GROUP)
    String group;

    @Inject
    @ConfigProperty(name = PARTITIONS)
    int partitions;

    @Inject
    Config values;

    KafkaSecurity security;

    @PostConstruct
    void prepare() {
        security = new KafkaSecurity(key -> values.getOptionalValue(key, String.class));
    }

    /** Of the events. */
    String topic() {
        return prefix.orElse("") + topic;
    }

    String deadLetterTopic() {
        return prefix.orElse("") + deadLetterTopic;
    }

    /** In which all nodes consume. */
    String group() {
        return prefix.orElse("") + group;
    }

    /** That a topic is created with. */
    int partitions() {
        return partitions;
    }

    Map<String, Object> admin() {
        Map<String, Object> settings = common();
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
        // This client knows no more than the bootstrap servers: to fall back on them is to spin while they are away.
        settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        return settings;
    }

    /** @param headroom bytes that a request may have above {@code acmecrm.kafka.max-request-size} */
    Map<String, Object> producer(int headroom) {
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // The relay brings whole batches: waiting for more only costs latency.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRequestSize + headroom);
        return settings;
    }

    Map<String, Object> consumer() {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        // Nobody waits for the consumer: under load, ten transactions a second instead of a hundred small ones.
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) FETCH_WAIT.toMillis());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION_TIMEOUT.toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT.toMillis());
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
        // Partitions that stay with a node go on while others change hands.
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return settings;
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_CAP.toMillis());
        security.applyTo(settings);
        return settings;
    }
}
