package com.acmecrm.integration.auth.token;

import com.acmecrm.integration.platform.TokenRecords.Token;
import java.math.BigDecimal;

/**
 * The moment up to which all of a user's tokens are ended, with a token that is spared. In Redis a decimal number of
 * seconds, followed by {@code ;<jti>} where one is spared. A number of whole seconds, as a person would write it, means
 * all of that second.
 */
record NotBefore(long millis, String spared) {

    private static final int MILLI_DIGITS = 3;
    private static final long WHOLE_SECOND = 999;

    static NotBefore parse(String text) {
        String[] parts = text.split(";", 2);
        long millis = new BigDecimal(parts[0]).movePointRight(MILLI_DIGITS).longValue();
        return new NotBefore(
                parts[0].contains(".") ? millis : millis + WHOLE_SECOND, parts.length == 2 ? parts[1] : "");
    }

    boolean allows(Token token) {
        return token.stamp() > millis || token.id().equals(spared);
    }
}
