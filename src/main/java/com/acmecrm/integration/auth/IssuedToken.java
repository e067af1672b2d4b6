package com.acmecrm.integration.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * A token at the moment of its issue.
 *
 * @param id the claim {@code jti}
 * @param compact the token as the client sends it
 */
public record IssuedToken(String id, String userId, Instant issuedAt, Instant expiresAt, String compact) {

    Duration lifetime() {
        return Duration.between(issuedAt, expiresAt);
    }

    /** Without the token itself. */
    @Override
    public String toString() {
        return "IssuedToken[id=" + id + ", userId=" + userId + "]";
    }
}
