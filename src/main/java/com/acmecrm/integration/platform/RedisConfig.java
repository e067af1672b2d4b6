package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.tls.ClientCertificate;
import com.acmecrm.integration.platform.tls.PemCertificates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.redisson.config.Config;

/** Where Redis is, the account, and TLS ({@code acmecrm.redis.*}). */
@ApplicationScoped
public class RedisConfig {

    static final String USERNAME = "acmecrm.redis.username";
    static final String PASSWORD = "acmecrm.redis.password";
    static final String AUTHORITIES = "acmecrm.redis.ca.location";
    static final ClientCertificate.Keys CLIENT = new ClientCertificate.Keys(
            "acmecrm.redis.client-certificate.location",
            "acmecrm.redis.client-key.location",
            Optional.of("acmecrm.redis.client-key.password"));

    @Inject
    @ConfigProperty(name = RedisAddress.KEY)
    String url;

    @Inject
    @ConfigProperty(name = USERNAME)
    Optional<String> username;

    @Inject
    @ConfigProperty(name = PASSWORD)
    Optional<String> password;

    @Inject
    @ConfigProperty(name = AUTHORITIES)
    Optional<String> authorities;

    @Inject
    @ConfigProperty(name = "acmecrm.redis.client-certificate.location")
    Optional<String> clientCertificate;

    @Inject
    @ConfigProperty(name = "acmecrm.redis.client-key.location")
    Optional<String> clientKey;

    @Inject
    @ConfigProperty(name = "acmecrm.redis.client-key.password")
    Optional<String> clientKeyPassword;

    static RedisConfig of(Function<String, Optional<String>> values) {
        RedisConfig config = new RedisConfig();
        config.url = values.apply(RedisAddress.KEY).orElseThrow();
        config.username = values.apply(USERNAME);
        config.password = values.apply(PASSWORD);
        config.authorities = values.apply(AUTHORITIES);
        config.clientCertificate = values.apply(CLIENT.certificate());
        config.clientKey = values.apply(CLIENT.key());
        config.clientKeyPassword = CLIENT.password().flatMap(values);
        return config;
    }

    /** Without {@code acmecrm.redis.ca.location} it trusts whom the virtual machine trusts. */
    Config redisson() {
        Config config = RedisClientConfig.of(address());
        authorities.map(PemCertificates::trusted).ifPresent(config::setSslTrustManagerFactory);
        clientCertificate
                .map(file -> new ClientCertificate(file, clientKey.orElseThrow(), clientKeyPassword))
                .map(ClientCertificate::keyManagers)
                .ifPresent(config::setSslKeyManagerFactory);
        return config;
    }

    private RedisAddress address() {
        RedisAddress address = RedisAddress.parse(url);
        return address.signedInAs(username.or(address::username), password.or(address::password));
    }

    /** What is wrong with several keys together. */
    static List<String> faults(Function<String, Optional<String>> values) {
        List<String> faults = new ArrayList<>(CLIENT.faults(values));
        Optional<RedisAddress> address =
                values.apply(RedisAddress.KEY).filter(RedisAddress::isAddress).map(RedisAddress::parse);
        address.ifPresent(known -> {
            addAccountFaults(faults, known, values);
            addTlsFaults(faults, known, values);
        });
        return faults;
    }

    private static void addAccountFaults(
            List<String> faults, RedisAddress address, Function<String, Optional<String>> values) {
        Optional<String> password = values.apply(PASSWORD);
        if (password.isPresent() && address.password().isPresent()) {
            faults.add(PASSWORD + " must be set once, but " + RedisAddress.KEY + " has a password, too");
        }
        if (values.apply(USERNAME).isPresent() && address.username().isPresent()) {
            faults.add(USERNAME + " must be set once, but " + RedisAddress.KEY + " has a user, too");
        }
        if (values.apply(USERNAME).isPresent() && password.or(address::password).isEmpty()) {
            faults.add(PASSWORD + " must be set where " + USERNAME + " is, but is not set");
        }
    }

    /** What would be ignored without a word. */
    private static void addTlsFaults(
            List<String> faults, RedisAddress address, Function<String, Optional<String>> values) {
        if (!address.isEncrypted()) {
            Stream.of(AUTHORITIES, CLIENT.certificate())
                    .filter(key -> values.apply(key).isPresent())
                    .map(key -> key + " must be set with a rediss address only, but " + RedisAddress.KEY
                            + " begins with redis")
                    .forEach(faults::add);
        }
    }
}
