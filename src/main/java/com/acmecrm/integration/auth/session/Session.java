package com.acmecrm.integration.auth.session;

import com.acmecrm.integration.auth.token.IssuedToken;
import com.acmecrm.integration.platform.Timestamps;
import com.acmecrm.integration.platform.TokenRecords.Token;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * What is kept of a session beside its token's record.
 *
 * @param token the claims that say whether it still goes on
 */
record Session(Token token, Instant issuedAt, Instant expiresAt, Client client) {

    private static final Set<String> FIELDS = Set.of("userId", "issuedAt", "expiresAt", "address", "userAgent");

    static Session of(IssuedToken issued, Client client) {
        return new Session(
                Token.of(issued.id(), issued.userId(), issued.issuedAt()),
                issued.issuedAt(),
                issued.expiresAt(),
                client);
    }

    /**
     * The session of fields as {@link #toFields} made them; empty if they are not.
     */
    static Optional<Session> read(String id, Map<String, String> fields) {
        if (!fields.keySet().containsAll(FIELDS)) {
            return Optional.empty();
        }
        try {
            Instant issuedAt = Instant.ofEpochSecond(Long.parseLong(fields.get("issuedAt")));
            return Optional.of(new Session(
                    Token.of(id, fields.get("userId"), issuedAt),
                    issuedAt,
                    Instant.ofEpochSecond(Long.parseLong(fields.get("expiresAt"))),
                    new Client(fields.get("address"), fields.get("userAgent"))));
        } catch (NumberFormatException | DateTimeException noTime) {
            return Optional.empty();
        }
    }

    Map<String, String> toFields() {
        return Map.of(
                "userId",
                token.userId(),
                "issuedAt",
                Long.toString(issuedAt.getEpochSecond()),
                "expiresAt",
                Long.toString(expiresAt.getEpochSecond()),
                "address",
                client.address(),
                "userAgent",
                client.userAgent());
    }

    JsonObject toJson(String currentId) {
        return JSON.createObjectBuilder()
                .add("id", token.id())
                .add("userId", token.userId())
                .add("issuedAt", Timestamps.format(issuedAt))
                .add("expiresAt", Timestamps.format(expiresAt))
                .add("address", client.address())
                .add("userAgent", client.userAgent())
                .add("current", token.id().equals(currentId))
                .build();
    }
}
