package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.platform.text.CodePoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which passwords are taken (OWASP ASVS 5.0, 6.2): long enough and not what an attacker tries first. Any character
 * counts, and nothing must be composed of this or that.
 */
@ApplicationScoped
public class PasswordRules {

    private static final int MIN = 8;
    private static final int MAX = 1_000;
    /** Shorter parts of a name are in too many good passwords. */
    private static final int MIN_WORD = 4;

    private static final String SERVICE = "acmecrm";

    private final CommonPasswords common = CommonPasswords.read();

    /** What is wrong with a password, for the one who chose it; empty if nothing is. */
    Optional<String> fault(String password, String username) {
        int length = CodePoints.count(password);
        if (length < MIN) {
            return Optional.of("must have at least " + MIN + " characters; 15 are better");
        }
        if (length > MAX) {
            return Optional.of("must have at most " + MAX + " characters");
        }
        if (common.contain(password)) {
            return Optional.of("is one of the most common passwords");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        return words(username).anyMatch(lower::contains)
                ? Optional.of("must not contain the username or the name of the service")
                : Optional.empty();
    }

    private static Stream<String> words(String username) {
        String name = username.toLowerCase(Locale.ROOT);
        return Stream.of(name, name.split("@", 2)[0], SERVICE).filter(word -> word.length() >= MIN_WORD);
    }
}
