package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.dev.CertificateAuthority;
import com.acmecrm.integration.dev.SecuredKafka;
import com.acmecrm.integration.dev.TestServer;
import com.acmecrm.integration.dev.TokenEndpoint;
import com.acmecrm.integration.event.consumer.Delivery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The service's own clients at a broker with TLS, SASL and ACLs; without a server around them. */
@Tag("one-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaSecurityIT {

    private static final Path HOME = Path.of("target", "kafka-security").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final List<AutoCloseable> open = new ArrayList<>();
    private CertificateAuthority authority;
    private TokenEndpoint tokens;
    private SecuredKafka kafka;
    /** Each test has topics and a group of its own. */
    private int number;

    @BeforeAll
    void start() {
        TestServer.freshFolder(HOME);
        authority = CertificateAuthority.make(HOME.resolve("certificates"));
        tokens = TokenEndpoint.start();
        kafka = SecuredKafka.start(HOME.resolve("kafka"), authority, tokens.keys());
    }

    @AfterAll
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
        tokens.close();
    }

    @BeforeEach
    void takeOtherNames() {
        number++;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        open.clear();
        kafka.forbidAll();
    }

    @Test
    void documentedRightsShouldDoWithAClientCertificate() {
        allowAsDocumented();

        assertWorks(new Clients(kafka.tls(authority.issue(SecuredKafka.USER, "RSA"))));
    }

    @Test
    void keyMayBeAnEllipticCurves() {
        allowAsDocumented();

        assertWorks(new Clients(kafka.tls(authority.issue(SecuredKafka.USER, "EC"))));
    }

    @Test
    void documentedRightsShouldDoWithScram() {
        allowAsDocumented();

        assertWorks(new Clients(with(kafka.scram(), "acmecrm.kafka.sasl.password", SecuredKafka.PASSWORD)));
    }

    @Test
    void documentedRightsShouldDoWithPlain() {
        allowAsDocumented();

        assertWorks(new Clients(kafka.plain()));
    }

    @Test
    void documentedRightsShouldDoWithATokenOfAnIdentityProvider() {
        allowAsDocumented();
        int before = tokens.issued();

        assertWorks(new Clients(kafka.oauth(tokens.tokenUrl(), TokenEndpoint.SECRET)));

        assertThat(tokens.issued()).isGreaterThan(before);
    }

    @Test
    void refusedClientOfAnIdentityProviderShouldBeSaid() {
        Clients clients = new Clients(kafka.oauth(tokens.tokenUrl(), "wrong"));

        assertThatThrownBy(() -> clients.topics.prepare(topic()))
                .hasStackTraceContaining("answered 401; are acmecrm.kafka.oauth.client-id"
                        + " and acmecrm.kafka.oauth.client-secret right?");
    }

    @Test
    void wrongPasswordShouldBeSaid() {
        Clients clients = new Clients(with(kafka.scram(), "acmecrm.kafka.sasl.password", "wrong"));

        assertThatThrownBy(() -> clients.topics.prepare(topic()))
                .hasMessageContaining("Kafka does not accept the account in acmecrm.kafka.sasl");
    }

    @Test
    void brokerOfAnotherAuthorityShouldNotBeTrusted() {
        CertificateAuthority other = CertificateAuthority.make(HOME.resolve("others"));
        Clients clients = new Clients(with(
                kafka.plain(), "acmecrm.kafka.ca.location", other.certificate().toString()));

        assertThatThrownBy(() -> clients.topics.prepare(topic()))
                .hasMessageContaining("the TLS handshake failed; see acmecrm.kafka.ca");
    }

    @Test
    void missingTopicShouldBeSaidWhenItMayNotBeCreated() {
        kafka.allow(AclOperation.WRITE, ResourceType.TOPIC, topic());
        Clients clients = new Clients(kafka.plain());

        assertThatThrownBy(() -> clients.topics.prepare(topic()))
                .hasMessage(
                        "The topic %s does not exist and cannot be created: Kafka's ACLs do not allow this account"
                                + " CREATE on topic %s",
                        topic(), topic());
    }

    @Test
    void existingTopicShouldBeUsedAsItIsWithoutTheRightToCreate() {
        kafka.create(topic(), 3);
        kafka.create(deadLetters(), 1);
        allowWithoutCreating();
        Clients clients = new Clients(kafka.plain());

        assertWorks(clients);

        assertThat(clients.meters
                        .get("acmecrm.kafka.topic.partitions")
                        .tag("topic", topic())
                        .gauge()
                        .value())
                .isEqualTo(3);
    }

    @Test
    void eachMissingRightShouldBeNamedAndNoLongerWhenItIsGiven() {
        allowAsDocumented();
        Clients clients = new Clients(kafka.plain());
        assertWorks(clients);

        kafka.forbid(AclOperation.WRITE, ResourceType.TOPIC, topic());
        kafka.forbid(AclOperation.WRITE, ResourceType.TOPIC, deadLetters());
        kafka.forbid(AclOperation.READ, ResourceType.GROUP, group());

        Awaitility.await("all three are named")
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(clients.missing())
                        .containsExactlyInAnyOrder(
                                "WRITE on topic " + topic(),
                                "WRITE on topic " + deadLetters(),
                                "READ on group " + group()));
        assertThatThrownBy(() -> clients.send("key"))
                .hasMessageEndingWith("Kafka's ACLs do not allow this account WRITE on topic " + topic());
        Awaitility.await("the consumer says what it lacks")
                .atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(clients::poll)
                        .hasMessageEndingWith("Kafka's ACLs do not allow this account READ on group " + group()));

        allowAsDocumented();
        Awaitility.await("nothing is missing any more")
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> clients.missing().isEmpty());
        clients.send("key");
    }

    /** docs/operate.md, "Connect to Kafka with TLS and SASL". */
    private void allowAsDocumented() {
        allowWithoutCreating();
        kafka.allow(AclOperation.CREATE, ResourceType.TOPIC, topic());
        kafka.allow(AclOperation.CREATE, ResourceType.TOPIC, deadLetters());
    }

    private void allowWithoutCreating() {
        kafka.allow(AclOperation.READ, ResourceType.TOPIC, topic());
        kafka.allow(AclOperation.WRITE, ResourceType.TOPIC, topic());
        kafka.allow(AclOperation.WRITE, ResourceType.TOPIC, deadLetters());
        kafka.allow(AclOperation.READ, ResourceType.GROUP, group());
    }

    /** Both topics are there and take messages, events come back, offsets are committed, the lag is known. */
    private void assertWorks(Clients clients) {
        long before = kafka.topics().contains(topic()) ? kafka.size(topic()) : 0;
        clients.send("key");
        clients.sendDeadLetter();
        Awaitility.await("the message is consumed").atMost(SOON).until(() -> clients.poll() > before);
        clients.source.commit();

        // A question to the brokers may take 900 ms, which on a busy machine is too short for the first one.
        Awaitility.await("the lag is known").atMost(SOON).ignoreExceptions().until(() -> clients.lag.messages() == 0);
        assertThat(kafka.size(deadLetters())).isPositive();
        Awaitility.await("nothing is missing")
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> clients.missing().isEmpty());
    }

    private String topic() {
        return "team." + number + ".contacts";
    }

    private String deadLetters() {
        return "team." + number + ".contacts.dlt";
    }

    private String group() {
        return "team." + number + ".acmecrm-integration";
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(key, value);
        return all;
    }

    /** All of Kafka's clients that the service has. */
    private final class Clients implements AutoCloseable {

        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final KafkaTopics topics = new KafkaTopics();
        private final KafkaEventSource source = new KafkaEventSource();
        private final KafkaConsumerLag lag = new KafkaConsumerLag();
        private final KafkaCluster cluster = new KafkaCluster();
        private final KafkaRights rights = new KafkaRights();
        private final TopicProducer events;
        private final TopicProducer deadLetters;
        private int polled;

        Clients(Map<String, String> settings) {
            KafkaConfig config = config(settings);
            topics.config = config;
            topics.meters = meters;
            source.config = config;
            source.topics = topics;
            cluster.config = config;
            lag.kafka = cluster;
            lag.config = config;
            rights.config = config;
            events = new TopicProducer(config.topic(), config, topics, 0);
            deadLetters = new TopicProducer(config.deadLetterTopic(), config, topics, 0);
            open.add(this);
        }

        private KafkaConfig config(Map<String, String> settings) {
            KafkaConfig config = new KafkaConfig();
            config.bootstrapServers = settings.get("acmecrm.kafka.bootstrap-servers");
            config.maxRequestSize = 1_048_576;
            config.prefix = Optional.of("team." + number + ".");
            config.topic = "contacts";
            config.deadLetterTopic = "contacts.dlt";
            config.group = "acmecrm-integration";
            config.partitions = 12;
            config.security = new KafkaSecurity(key -> Optional.ofNullable(settings.get(key)));
            return config;
        }

        void send(String key) {
            events.send(kafka -> kafka.send(new ProducerRecord<>(topic(), key.getBytes(), key.getBytes()))
                    .get());
        }

        void sendDeadLetter() {
            deadLetters.send(kafka -> kafka.send(new ProducerRecord<>(deadLetters(), new byte[1], new byte[1]))
                    .get());
        }

        /** @return how many so far */
        int poll() {
            source.open();
            List<Delivery> deliveries = source.poll(POLL);
            polled += deliveries.size();
            return polled;
        }

        Set<String> missing() {
            return cluster.ask(rights::missing);
        }

        @Override
        public void close() {
            source.close();
            events.close();
            deadLetters.close();
            cluster.close();
        }
    }
}
