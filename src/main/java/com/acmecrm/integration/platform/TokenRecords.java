package com.acmecrm.integration.platform;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What is known of tokens since they were issued, for those who serve a caller longer than one request. */
public interface TokenRecords {

    /**
     * Which of these are neither revoked nor gone. One round trip, however many they are.
     *
     * @throws RedisUnavailableException if that cannot be said now
     */
    Set<Token> stillValid(Set<Token> tokens);

    /**
     * A token by its claims {@code jti} and {@code sub}.
     *
     * @param userId whose token it says it is
     * @param stamp the moment of issue in milliseconds, for which {@code iat} has too few digits
     */
    record Token(String id, String userId, long stamp) {

        public static Token of(JsonWebToken token) {
            return of(token.getTokenID(), token.getSubject(), Instant.ofEpochSecond(token.getIssuedAtTime()));
        }

        /** Its id carries the stamp; one whose id does not was issued at the beginning of its second. */
        public static Token of(String id, String userId, Instant issuedAt) {
            long stamp = Optional.ofNullable(id)
                    .flatMap(Uuids::parse)
                    .map(Uuids::millis)
                    .orElse(OptionalLong.empty())
                    .orElse(issuedAt.toEpochMilli());
            return new Token(id, userId, stamp);
        }
    }
}
