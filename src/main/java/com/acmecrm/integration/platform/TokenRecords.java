package com.acmecrm.integration.platform;

import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What is known of tokens since they were issued, for those who serve a caller longer than one request. */
public interface TokenRecords {

    /** The claim with the moment of issue in milliseconds: {@code iat} has whole seconds, which say too little. */
    String STAMP = "iat_ms";

    /**
     * Which of these are neither revoked nor gone. One round trip, however many they are.
     *
     * @throws RedisUnavailableException if that cannot be said now
     */
    Set<Token> stillValid(Set<Token> tokens);

    /**
     * A token by its claims {@code jti}, {@code sub} and {@link #STAMP}.
     *
     * @param userId whose token it says it is
     */
    record Token(String id, String userId, long stamp) {

        /** One without a stamp was issued at the beginning of its second. */
        public static Token of(JsonWebToken token) {
            Object stamp = token.getClaim(STAMP);
            return new Token(token.getTokenID(), token.getSubject(), stamp == null ? issued(token) : millis(stamp));
        }

        private static long issued(JsonWebToken token) {
            return Duration.ofSeconds(token.getIssuedAtTime()).toMillis();
        }

        /** A number of the server's own choice: {@code Long} or {@code JsonNumber}. */
        private static long millis(Object claim) {
            return Long.parseLong(claim.toString());
        }
    }
}
