package com.acmecrm.integration.auth.token;

import com.nimbusds.jose.jwk.RSAKey;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import org.eclipse.microprofile.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of this node. Without usable ones it does not start. */
@ApplicationScoped
public class TokenKeys {

    private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);

    @Inject
    Config config;

    private RSAKey signing;
    private VerificationKeys verification;

    @PostConstruct
    void read() {
        // The same that the server verifies with, whatever the files hold by now.
        verification = VerificationKeys.of(config.getValue(VerificationKeys.LOCATION, URI.class));
        signing = SigningKey.read(config.getOptionalValue(SigningKey.LOCATION, String.class), verification);
    }

    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        LOG.info("Tokens are signed with key {} and verified with {}", signing().getKeyID(), verification.ids());
    }

    /** The pair whose private half signs. */
    RSAKey signing() {
        return signing;
    }

    VerificationKeys verification() {
        return verification;
    }
}
