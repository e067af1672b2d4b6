package com.acmecrm.integration.event.kafka;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** How an account signs in to Kafka. */
enum SaslMechanism {
    PLAIN("PLAIN", PlainLoginModule.class),
    SCRAM_SHA_256("SCRAM-SHA-256", ScramLoginModule.class),
    SCRAM_SHA_512("SCRAM-SHA-512", ScramLoginModule.class),
    OAUTHBEARER("OAUTHBEARER", OAuthBearerLoginModule.class);

    private final String kafkaName;
    private final Class<?> loginModule;

    SaslMechanism(String kafkaName, Class<?> loginModule) {
        this.kafkaName = kafkaName;
        this.loginModule = loginModule;
    }

    String kafkaName() {
        return kafkaName;
    }

    static String[] names() {
        return Arrays.stream(values()).map(SaslMechanism::kafkaName).toArray(String[]::new);
    }

    static Optional<SaslMechanism> find(String kafkaName) {
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.kafkaName.equals(kafkaName))
                .findFirst();
    }

    void applyTo(Map<String, Object> settings, Function<String, Optional<String>> values) {
        if (this == OAUTHBEARER) {
            OAuthSaslClientFactory.register();
            settings.put(SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS, OAuthTokenLogin.class);
            settings.put(
                    SaslConfigs.SASL_JAAS_CONFIG, jaas(OAuthConfig.of(values).options()));
            return;
        }
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                jaas(Map.of(
                        "username", values.apply(KafkaSecurity.USERNAME).orElseThrow(),
                        "password", values.apply(KafkaSecurity.PASSWORD).orElseThrow())));
    }

    private String jaas(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + "=" + quoted(option.getValue()))
                .collect(Collectors.joining(" ", loginModule.getName() + " required ", ";"));
    }

    /** As Kafka's parser of JAAS reads it, {@code java.io.StreamTokenizer}. */
    private static String quoted(String value) {
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
