package com.acmecrm.integration.platform;

import java.util.Set;

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
     */
    record Token(String id, String userId) {}
}
