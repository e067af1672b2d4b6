package com.acmecrm.integration.dev;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker as companies run it: TLS that asks for the client's certificate at one port, TLS and SASL at another, and
 * nothing allowed but by an ACL. The test itself comes by a third port and may do everything.
 */
public final class SecuredKafka implements AutoCloseable {

    public static final String USER = "acmecrm";
    /** With what a parser of JAAS could stumble over. */
    public static final String PASSWORD = "p\"w\\d; %=é";

    private static final int ITERATIONS = 4_096;

    private final CertificateAuthority authority;
    private final int tlsPort = Ports.free();
    private final int saslPort = Ports.free();
    private final int openPort = Ports.free();
    private EmbeddedKafkaServer server;
    private Admin admin;

    private SecuredKafka(CertificateAuthority authority) {
        this.authority = authority;
    }

    /**
     * @param home an empty folder
     * @param keys where the public keys of access tokens are (JWKS)
     */
    public static SecuredKafka start(Path home, CertificateAuthority authority, URI keys) {
        SecuredKafka kafka = new SecuredKafka(authority);
        kafka.server = EmbeddedKafkaServer.start(home, kafka.properties(home, keys));
        kafka.admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + kafka.openPort));
        kafka.addScramUser();
        return kafka;
    }

    private Map<String, String> properties(Path home, URI keys) {
        int controller = Ports.free();
        Map<String, String> properties = EmbeddedKafkaServer.properties(home, openPort, controller);
        properties.put(
                "listeners",
                "OPEN://127.0.0.1:%d,TLS://127.0.0.1:%d,SASL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(openPort, tlsPort, saslPort, controller));
        properties.put("listener.security.protocol.map", "OPEN:PLAINTEXT,TLS:SSL,SASL:SASL_SSL,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "OPEN");
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.put("super.users", "User:ANONYMOUS");
        properties.put("allow.everyone.if.no.acl.found", "false");
        properties.put("ssl.keystore.type", "PEM");
        properties.put(
                "ssl.keystore.location",
                authority.issue("broker", "RSA").together().toString());
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.location", authority.certificate().toString());
        properties.put("listener.name.tls.ssl.client.auth", "required");
        properties.put("listener.name.tls.ssl.principal.mapping.rules", "RULE:^CN=(.*)$/$1/");
        addMechanisms(properties, keys);
        return properties;
    }

    private static void addMechanisms(Map<String, String> properties, URI keys) {
        properties.put("listener.name.sasl.sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512,OAUTHBEARER");
        properties.put(
                "listener.name.sasl.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"plain-secret\";"
                        .formatted(USER));
        properties.put(
                "listener.name.sasl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        properties.put(
                "listener.name.sasl.oauthbearer.sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
        properties.put(
                "listener.name.sasl.oauthbearer.sasl.server.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler");
        properties.put("listener.name.sasl.oauthbearer.sasl.oauthbearer.jwks.endpoint.url", keys.toString());
        properties.put("listener.name.sasl.oauthbearer.sasl.oauthbearer.expected.audience", "kafka");
        properties.put("listener.name.sasl.oauthbearer.sasl.oauthbearer.expected.issuer", TokenEndpoint.ISSUER);
    }

    private void addScramUser() {
        await(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), PASSWORD)))
                .all());
    }

    /** For the service: TLS with its certificate, whose name is the account's. */
    public Map<String, String> tls(CertificateAuthority.Issued client) {
        Map<String, String> settings = settings("SSL", tlsPort);
        settings.put(
                "acmecrm.kafka.client-certificate.location",
                client.certificate().toString());
        settings.put("acmecrm.kafka.client-key.location", client.key().toString());
        return settings;
    }

    public Map<String, String> plain() {
        return sasl("PLAIN", "plain-secret");
    }

    /** All but the password. */
    public Map<String, String> scram() {
        Map<String, String> settings = sasl("SCRAM-SHA-512", "");
        settings.remove("acmecrm.kafka.sasl.password");
        return settings;
    }

    private Map<String, String> sasl(String mechanism, String password) {
        Map<String, String> settings = settings("SASL_SSL", saslPort);
        settings.put("acmecrm.kafka.sasl.mechanism", mechanism);
        settings.put("acmecrm.kafka.sasl.username", USER);
        settings.put("acmecrm.kafka.sasl.password", password);
        return settings;
    }

    /** The token's subject is the account. */
    public Map<String, String> oauth(URI tokenUrl, String clientSecret) {
        Map<String, String> settings = settings("SASL_SSL", saslPort);
        settings.put("acmecrm.kafka.sasl.mechanism", "OAUTHBEARER");
        settings.put("acmecrm.kafka.oauth.token-url", tokenUrl.toString());
        settings.put("acmecrm.kafka.oauth.client-id", USER);
        settings.put("acmecrm.kafka.oauth.client-secret", clientSecret);
        return settings;
    }

    private Map<String, String> settings(String protocol, int port) {
        return new TreeMap<>(Map.of(
                "acmecrm.kafka.bootstrap-servers",
                "127.0.0.1:" + port,
                "acmecrm.kafka.security-protocol",
                protocol,
                "acmecrm.kafka.ca.location",
                authority.certificate().toString()));
    }

    public void allow(AclOperation operation, ResourceType type, String name) {
        await(admin.createAcls(List.of(acl(operation, type, name))).all());
    }

    public void forbid(AclOperation operation, ResourceType type, String name) {
        await(admin.deleteAcls(List.of(acl(operation, type, name).toFilter())).all());
    }

    public void forbidAll() {
        await(admin.deleteAcls(List.of(AclBindingFilter.ANY)).all());
    }

    private static AclBinding acl(AclOperation operation, ResourceType type, String name) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:" + USER, "*", operation, AclPermissionType.ALLOW));
    }

    public void create(String topic, int partitions) {
        await(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
    }

    public Collection<String> topics() {
        return await(admin.listTopics().names());
    }

    /** How many messages a topic holds. */
    public long size(String topic) {
        try {
            return Topics.size(admin, topic);
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        admin.close();
        server.close();
    }
}
