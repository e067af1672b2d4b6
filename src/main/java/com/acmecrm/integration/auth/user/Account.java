package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.platform.Timestamps;
import jakarta.json.JsonObject;
import java.time.Instant;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** A user at one moment, outside of any transaction. */
public record Account(
        long number,
        String username,
        String passwordHash,
        Role role,
        boolean disabled,
        Instant createdAt,
        Instant updatedAt) {

    /** A decimal string, from {@code "1"}. */
    public String id() {
        return Long.toString(number);
    }

    /** As the API shows a user. */
    JsonObject toJson() {
        return JSON.createObjectBuilder()
                .add("id", id())
                .add("username", username)
                .add("role", role.claim())
                .add("disabled", disabled)
                .add("createdAt", Timestamps.format(createdAt))
                .add("updatedAt", Timestamps.format(updatedAt))
                .build();
    }

    /** Without the name, which is an e-mail address, and without the hash. */
    @Override
    public String toString() {
        return "Account[id=" + id() + "]";
    }
}
