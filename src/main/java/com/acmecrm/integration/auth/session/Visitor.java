package com.acmecrm.integration.auth.session;

import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks for sessions, and by which of them. */
record Visitor(String userId, String sessionId, boolean isAdmin) {

    static Visitor of(JsonWebToken caller) {
        return new Visitor(
                caller.getSubject(), caller.getTokenID(), caller.getGroups().contains("admin"));
    }

    boolean mayTouch(String otherUserId) {
        return isAdmin || userId.equals(otherUserId);
    }
}
