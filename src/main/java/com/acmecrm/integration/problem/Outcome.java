package com.acmecrm.integration.problem;

import jakarta.json.JsonObject;
import java.util.Locale;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Whether a request that was answered with 503 has made its change; the member {@code outcome} of the problem. */
enum Outcome {
    /** This request has changed nothing. */
    NONE,
    /** The change was sent to PostgreSQL or Redis, and no answer came. */
    UNKNOWN;

    static final String MEMBER = "outcome";

    /** A request that only reads has nothing that could be in doubt. */
    static Outcome of(boolean unknown, String method) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        return unknown && !reads ? UNKNOWN : NONE;
    }

    JsonObject toMembers() {
        return JSON.createObjectBuilder()
                .add(MEMBER, name().toLowerCase(Locale.ROOT))
                .build();
    }
}
