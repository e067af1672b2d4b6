package com.acmecrm.integration.auth.token;

import com.acmecrm.integration.platform.TokenRecords.Token;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The moment up to which all of a user's tokens are ended, with a token that is spared. In Redis a decimal number of
 * seconds, followed by {@code ;<jti>} where one is spared. A number of whole seconds, as a person would write it, means
 * all of that second.
 */
record NotBefore(long millis, String spared) {

    private static final int MILLI_DIGITS = 3;
    private static final long WHOLE_SECOND = 999;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

    /** Also a time in ISO-8601 with an offset, as people write it. Empty if the text is no moment at all. */
    static Optional<NotBefore> parse(String text) {
        String[] parts = text.split(";", 2);
        return millis(parts[0]).map(millis -> new NotBefore(millis, parts.length == 2 ? parts[1] : ""));
    }

    private static Optional<Long> millis(String moment) {
        if (SECONDS.matcher(moment).matches()) {
            long millis = new BigDecimal(moment).movePointRight(MILLI_DIGITS).longValue();
            return Optional.of(moment.contains(".") ? millis : millis + WHOLE_SECOND);
        }
        try {
            long millis = OffsetDateTime.parse(moment).toInstant().toEpochMilli();
            return Optional.of(moment.contains(".") ? millis : millis + WHOLE_SECOND);
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    boolean allows(Token token) {
        return token.stamp() > millis || token.id().equals(spared);
    }
}
