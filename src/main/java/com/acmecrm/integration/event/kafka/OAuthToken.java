package com.acmecrm.integration.event.kafka;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;

/**
 * An access token (RFC 6749, 5.1). Brokers read it; to this service it is opaque, and may be no JWT.
 *
 * @param startTimeMs when it was issued
 * @param lifetimeMs when it expires: a time and not a duration, as Kafka has it
 */
record OAuthToken(String value, Set<String> scope, long lifetimeMs, String principalName, Long startTimeMs)
        implements OAuthBearerToken {

    /** Where the server does not say how long a token is valid, it is renewed after less than this. */
    private static final Duration UNKNOWN_LIFETIME = Duration.ofMinutes(5);

    static OAuthToken of(JsonObject response, String clientId, Instant now) {
        long seconds = response.containsKey("expires_in")
                ? response.getJsonNumber("expires_in").longValue()
                : UNKNOWN_LIFETIME.toSeconds();
        Set<String> scope = Arrays.stream(response.getString("scope", "").split(" "))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
        return new OAuthToken(
                response.getString("access_token"),
                scope,
                now.plusSeconds(seconds).toEpochMilli(),
                clientId,
                now.toEpochMilli());
    }

    /** Without the token. */
    @Override
    public String toString() {
        return principalName + " until " + Instant.ofEpochMilli(lifetimeMs);
    }
}
