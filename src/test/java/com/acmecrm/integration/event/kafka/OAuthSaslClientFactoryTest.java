package com.acmecrm.integration.event.kafka;

import java.security.Security;
import java.util.Arrays;
import java.util.Map;
import javax.security.sasl.SaslException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OAuthSaslClientFactoryTest {

    @Test
    void factoryShouldBeTheFirstAndStandOnce() {
        OAuthSaslClientFactory.register();
        OAuthSaslClientFactory.register();

        assertThat(Arrays.stream(Security.getProviders("SaslClientFactory.OAUTHBEARER"))
                        .map(provider -> provider.getService("SaslClientFactory", "OAUTHBEARER")
                                .getClassName()))
                .first()
                .isEqualTo(OAuthSaslClientFactory.class.getName());
    }

    @Test
    void callersOtherThanKafkaShouldGetTheNextOne() throws SaslException {
        assertThat(new OAuthSaslClientFactory()
                        .createSaslClient(
                                new String[] {"OAUTHBEARER"}, null, "remoting", "localhost", Map.of(), callbacks -> {}))
                .isNull();
    }
}
