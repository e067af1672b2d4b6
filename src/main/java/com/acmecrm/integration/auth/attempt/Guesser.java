package com.acmecrm.integration.auth.attempt;

import com.acmecrm.integration.platform.Sha256;
import java.util.Locale;
import java.util.Optional;

/**
 * Who tries whose password.
 *
 * @param account a user's id, or a digest of a name that nobody has: names are as long as their sender likes, and
 *     sometimes a password that was typed into the wrong field
 */
public record Guesser(String account, String address) {

    private static final int DIGEST_CHARACTERS = 32;

    /** @param userId empty if nobody has this name */
    public static Guesser of(Optional<String> userId, String username, Optional<String> address) {
        String account = userId.orElseGet(
                () -> Sha256.hex(username.toLowerCase(Locale.ROOT)).substring(0, DIGEST_CHARACTERS));
        return new Guesser(account, address.orElse("unknown"));
    }
}
