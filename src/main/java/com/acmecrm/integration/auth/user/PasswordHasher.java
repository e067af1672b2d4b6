package com.acmecrm.integration.auth.user;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hashes passwords with Argon2id, by default at the cost that OWASP's Password Storage Cheat Sheet names first: 19 MiB,
 * two passes. A hash carries its cost, so that those of another cost still match. Ask for it within {@link HashTurns}.
 */
@ApplicationScoped
public class PasswordHasher {

    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    @Inject
    @ConfigProperty(name = "acmecrm.auth.password.memory-kib")
    int memoryKib;

    @Inject
    @ConfigProperty(name = "acmecrm.auth.password.passes")
    int passes;

    private Argon2Function argon2id;
    private String nobodysHash;

    /** At start, not with the first login: it hashes. */
    void open(@Observes @Initialized(ApplicationScoped.class) Object start) {}

    @PostConstruct
    void prepare() {
        argon2id = Argon2Function.getInstance(memoryKib, passes, LANES, HASH_BYTES, Argon2.ID);
        nobodysHash = hash("the password of a user that does not exist");
    }

    /** With its salt and its cost in it (PHC string format). */
    public String hash(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2id).getResult();
    }

    /** Takes as long for a user that does not exist as for one that does. */
    public boolean matches(String password, Optional<String> hash) {
        String expected = hash.orElse(nobodysHash);
        boolean matches = Password.check(password, expected).with(Argon2Function.getInstanceFromHash(expected));
        return matches && hash.isPresent();
    }

    /** Whether it was made at another cost than is configured now. */
    public boolean isOutdated(String hash) {
        Argon2Function made = Argon2Function.getInstanceFromHash(hash);
        return made.getMemory() != memoryKib || made.getIterations() != passes;
    }
}
