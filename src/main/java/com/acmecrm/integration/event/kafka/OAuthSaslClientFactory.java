package com.acmecrm.integration.event.kafka;

import java.security.Provider;
import java.security.Security;
import java.util.Map;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslClientFactory;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.oauthbearer.internals.OAuthBearerSaslClient.OAuthBearerSaslClientFactory;

/**
 * Kafka's client for OAUTHBEARER, before all others. WildFly registers one of its own for the whole virtual machine,
 * which does not know Kafka's callbacks, and the first of a mechanism is taken. Other callers than this WAR's Kafka get
 * nothing here, and so the next one.
 */
public final class OAuthSaslClientFactory implements SaslClientFactory {

    private static final String PROVIDER = "AcmeCRM SASL OAUTHBEARER for Kafka";

    private final SaslClientFactory kafka = new OAuthBearerSaslClientFactory();

    /** In the place of one that an earlier deployment has left: its classes are others. */
    static synchronized void register() {
        Provider known = Security.getProvider(PROVIDER);
        if (known instanceof KafkaProvider) {
            return;
        }
        Security.removeProvider(PROVIDER);
        Security.insertProviderAt(new KafkaProvider(), 1);
    }

    @Override
    public SaslClient createSaslClient(
            String[] mechanisms,
            String authorizationId,
            String protocol,
            String serverName,
            Map<String, ?> properties,
            CallbackHandler callbacks)
            throws SaslException {
        return callbacks instanceof AuthenticateCallbackHandler
                ? kafka.createSaslClient(mechanisms, authorizationId, protocol, serverName, properties, callbacks)
                : null;
    }

    @Override
    public String[] getMechanismNames(Map<String, ?> properties) {
        return kafka.getMechanismNames(properties);
    }

    private static final class KafkaProvider extends Provider {

        private static final long serialVersionUID = 1L;

        KafkaProvider() {
            super(PROVIDER, "1", "OAUTHBEARER for the Kafka clients of one application");
            put(
                    "SaslClientFactory." + OAuthBearerLoginModule.OAUTHBEARER_MECHANISM,
                    OAuthSaslClientFactory.class.getName());
        }
    }
}
