package com.acmecrm.integration.auth.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the configured administrator when there is no user yet; nobody could sign in otherwise. */
@ApplicationScoped
public class FirstAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

    @Inject
    UserRepository users;

    @Inject
    PasswordHasher passwords;

    @Inject
    PasswordRules rules;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "acmecrm.auth.admin.username")
    Optional<String> username;

    @Inject
    @ConfigProperty(name = "acmecrm.auth.admin.password")
    Optional<String> password;

    @Transactional
    public void create(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (username.isEmpty() || password.isEmpty() || !users.isEmpty()) {
            return;
        }
        String hash = passwords.hash(password.get());
        users.lockAll(); // not before: another node that starts now waits for no more than two seconds
        if (!users.isEmpty()) {
            return;
        }
        users.add(User.create(username.get(), hash, Role.ADMIN, clock.instant()));
        LOG.info("First administrator created");
        rules.fault(password.get(), username.get())
                .ifPresent(fault -> LOG.warn("The first administrator's password {}; change it", fault));
    }
}
