package com.acmecrm.integration.event.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaSettingsTest {

    private static final Map<String, String> NAMES = Map.of(
            "acmecrm.kafka.security-protocol", "PLAINTEXT",
            "acmecrm.kafka.topic", "contacts",
            "acmecrm.kafka.dead-letter-topic", "contacts.dlt",
            "acmecrm.kafka.group", "acmecrm-integration");

    @Test
    void nothingShouldBeMissedWithoutTlsAndSasl() {
        assertThat(faults(Map.of())).isEmpty();
    }

    @Test
    void allThatWouldBeIgnoredShouldBeSaidAtOnce() {
        assertThat(faults(Map.of(
                        "acmecrm.kafka.ca.location", "ca.pem",
                        "acmecrm.kafka.sasl.username", "acmecrm",
                        "acmecrm.kafka.oauth.scope", "kafka")))
                .containsExactlyInAnyOrder(
                        "acmecrm.kafka.ca.location must not be set where acmecrm.kafka.security-protocol is PLAINTEXT:"
                                + " it would not be used",
                        "acmecrm.kafka.sasl.username must not be set where acmecrm.kafka.security-protocol is"
                                + " PLAINTEXT: it would not be used",
                        "acmecrm.kafka.oauth.scope must not be set where acmecrm.kafka.security-protocol is PLAINTEXT:"
                                + " it would not be used");
    }

    @Test
    void mechanismShouldBeMissedWithSasl() {
        assertThat(faults(Map.of("acmecrm.kafka.security-protocol", "SASL_SSL")))
                .containsExactly("acmecrm.kafka.sasl.mechanism must be set where acmecrm.kafka.security-protocol is"
                        + " SASL_SSL, but is not set");
    }

    @Test
    void passwordShouldBeMissedWithScram() {
        assertThat(faults(Map.of(
                        "acmecrm.kafka.security-protocol", "SASL_SSL",
                        "acmecrm.kafka.sasl.mechanism", "SCRAM-SHA-512",
                        "acmecrm.kafka.sasl.username", "acmecrm",
                        "acmecrm.kafka.oauth.client-id", "acmecrm")))
                .containsExactly(
                        "acmecrm.kafka.sasl.password must be set where acmecrm.kafka.sasl.mechanism is SCRAM-SHA-512,"
                                + " but is not set",
                        "acmecrm.kafka.oauth.client-id must not be set where acmecrm.kafka.sasl.mechanism is"
                                + " SCRAM-SHA-512: it would not be used");
    }

    @Test
    void tokenUrlShouldBeMissedWithOAuth() {
        assertThat(faults(Map.of(
                        "acmecrm.kafka.security-protocol", "SASL_PLAINTEXT",
                        "acmecrm.kafka.sasl.mechanism", "OAUTHBEARER",
                        "acmecrm.kafka.oauth.client-id", "acmecrm",
                        "acmecrm.kafka.oauth.client-secret", "secret")))
                .containsExactly("acmecrm.kafka.oauth.token-url must be set where acmecrm.kafka.sasl.mechanism is"
                        + " OAUTHBEARER, but is not set");
    }

    @Test
    void topicsShouldDiffer() {
        assertThat(faults(Map.of("acmecrm.kafka.dead-letter-topic", "contacts")))
                .containsExactly("acmecrm.kafka.dead-letter-topic must be another topic than acmecrm.kafka.topic,"
                        + " but is the same");
    }

    @Test
    void prefixShouldCountToTheLengthOfNames() {
        assertThat(faults(Map.of("acmecrm.kafka.prefix", "x".repeat(241))))
                .hasSize(2)
                .allMatch(fault -> fault.endsWith("must have 249 letters at most with acmecrm.kafka.prefix"));
    }

    @Test
    void passwordShouldReachTheLoginAsItIs() {
        for (String password : List.of("simple", "p\"w\\d; %=é", "\\n", "line\nline\r", "'; x=\"y\";")) {
            Map<String, Object> settings = new HashMap<>();
            new KafkaSecurity(values(Map.of(
                            "acmecrm.kafka.security-protocol", "SASL_SSL",
                            "acmecrm.kafka.sasl.mechanism", "PLAIN",
                            "acmecrm.kafka.sasl.username", "acmecrm",
                            "acmecrm.kafka.sasl.password", password))::get)
                    .applyTo(settings);

            JaasContext login = JaasContext.loadClientContext(Map.of(
                    SaslConfigs.SASL_JAAS_CONFIG, new Password((String) settings.get(SaslConfigs.SASL_JAAS_CONFIG))));
            assertThat(login.configurationEntries().get(0).getOptions().get("password"))
                    .isEqualTo(password);
        }
    }

    private static List<String> faults(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(NAMES);
        settings.putAll(more);
        return new KafkaSettings().faults(values(settings)::get);
    }

    private static Values values(Map<String, String> settings) {
        return key -> Optional.ofNullable(settings.get(key));
    }

    private interface Values {

        Optional<String> get(String key);
    }
}
