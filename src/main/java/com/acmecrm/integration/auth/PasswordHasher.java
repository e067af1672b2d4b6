package com.acmecrm.integration.auth;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Hashes passwords with Argon2id at the cost that OWASP's Password Storage Cheat Sheet names first: 19 MiB, two passes. */
@ApplicationScoped
public class PasswordHasher {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2ID =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    private final String nobodysHash = salted("the password of a user that does not exist");

    /** With its salt and its cost in it (PHC string format). */
    String hash(String password) {
        return salted(password);
    }

    private static String salted(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2ID).getResult();
    }

    /** Takes as long for a user that does not exist as for one that does. */
    boolean matches(String password, Optional<String> hash) {
        String expected = hash.orElse(nobodysHash);
        boolean matches = Password.check(password, expected).with(Argon2Function.getInstanceFromHash(expected));
        return matches && hash.isPresent();
    }
}
