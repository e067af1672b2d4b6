package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.platform.config.Form;
import com.acmecrm.integration.platform.config.Setting;
import com.acmecrm.integration.platform.tls.ClientCertificate;
import com.acmecrm.integration.platform.tls.PemCertificates;
import com.acmecrm.integration.platform.tls.PemFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** TLS and SASL of all Kafka clients. The files are read for each new client, so that it has a renewed certificate. */
final class KafkaSecurity {

    static final String PROTOCOL = "acmecrm.kafka.security-protocol";
    static final String AUTHORITIES = "acmecrm.kafka.ca.location";
    static final ClientCertificate.Keys CLIENT = new ClientCertificate.Keys(
            "acmecrm.kafka.client-certificate.location",
            "acmecrm.kafka.client-key.location",
            Optional.of("acmecrm.kafka.client-key.password"));
    static final String MECHANISM = "acmecrm.kafka.sasl.mechanism";
    static final String USERNAME = "acmecrm.kafka.sasl.username";
    static final String PASSWORD = "acmecrm.kafka.sasl.password";

    private static final Set<String> OF_TLS = Set.of(AUTHORITIES, CLIENT.certificate());
    private static final Set<String> OF_PASSWORDS = Set.of(USERNAME, PASSWORD);
    private static final String PEM = "PEM";

    private final Function<String, Optional<String>> values;

    KafkaSecurity(Function<String, Optional<String>> values) {
        this.values = values;
    }

    static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.required(PROTOCOL, Form.oneOf("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")),
                Setting.optional(AUTHORITIES, PemCertificates.form()),
                Setting.optional(MECHANISM, Form.oneOf(SaslMechanism.names())),
                Setting.optional(USERNAME, Form.text()),
                Setting.optional(PASSWORD, Form.text()).asSecret()));
        settings.addAll(CLIENT.settings());
        settings.addAll(OAuthConfig.settings());
        return settings;
    }

    void applyTo(Map<String, Object> settings) {
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol());
        if (isEncrypted()) {
            values.apply(AUTHORITIES).ifPresent(file -> trust(settings, file));
            CLIENT.read(values).ifPresent(files -> authenticate(settings, files));
        }
        if (isAuthenticated()) {
            SaslMechanism mechanism = mechanism().orElseThrow();
            settings.put(SaslConfigs.SASL_MECHANISM, mechanism.kafkaName());
            mechanism.applyTo(settings, values);
        }
    }

    private static void trust(Map<String, Object> settings, String authorities) {
        settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
        settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, text(authorities));
    }

    private static void authenticate(Map<String, Object> settings, ClientCertificate files) {
        settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
        settings.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, text(files.certificate()));
        settings.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, text(files.key()));
        files.password().ifPresent(password -> settings.put(SslConfigs.SSL_KEY_PASSWORD_CONFIG, password));
    }

    private static String text(String location) {
        try {
            return new PemFile(location).text();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** What is wrong with several keys together. */
    List<String> faults() {
        if (Form.oneOf("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
                .accepts()
                .negate()
                .test(protocol())) {
            return List.of();
        }
        return Stream.of(
                        CLIENT.faults(values).stream(),
                        isEncrypted() ? Stream.<String>empty() : unused(OF_TLS, PROTOCOL + " is " + protocol()),
                        isAuthenticated() ? saslFaults() : unused(allOfSasl(), PROTOCOL + " is " + protocol()))
                .flatMap(Function.identity())
                .toList();
    }

    private Stream<String> saslFaults() {
        Optional<SaslMechanism> mechanism = mechanism();
        if (mechanism.isEmpty()) {
            return values.apply(MECHANISM).isPresent()
                    ? Stream.empty()
                    : Stream.of(missing(MECHANISM, PROTOCOL + " is " + protocol()));
        }
        boolean isToken = mechanism.get() == SaslMechanism.OAUTHBEARER;
        String reason = MECHANISM + " is " + mechanism.get().kafkaName();
        Set<String> needed = isToken ? OAuthConfig.REQUIRED : OF_PASSWORDS;
        return Stream.of(
                        needed.stream()
                                .filter(key -> values.apply(key).isEmpty())
                                .map(key -> missing(key, reason)),
                        unused(isToken ? OF_PASSWORDS : OAuthConfig.ALL, reason))
                .flatMap(Function.identity());
    }

    private static Set<String> allOfSasl() {
        return Stream.of(Set.of(MECHANISM), OF_PASSWORDS, OAuthConfig.ALL)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private static String missing(String key, String reason) {
        return "%s must be set where %s, but is not set".formatted(key, reason);
    }

    /** Ignored without a word, they would look as if they protected something. */
    private Stream<String> unused(Set<String> keys, String reason) {
        return keys.stream()
                .filter(key -> values.apply(key).isPresent())
                .map(key -> "%s must not be set where %s: it would not be used".formatted(key, reason));
    }

    private String protocol() {
        return values.apply(PROTOCOL).orElse("PLAINTEXT");
    }

    private boolean isEncrypted() {
        return protocol().endsWith("SSL");
    }

    private boolean isAuthenticated() {
        return protocol().startsWith("SASL");
    }

    private Optional<SaslMechanism> mechanism() {
        return values.apply(MECHANISM).flatMap(SaslMechanism::find);
    }
}
