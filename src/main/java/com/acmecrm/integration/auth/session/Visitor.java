package com.acmecrm.integration.auth.session;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
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

    /** @throws ProblemException 403 if this user's are not the visitor's to see and to end */
    String permitted(String otherUserId) {
        if (!mayTouch(otherUserId)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "These are not your sessions.");
        }
        return otherUserId;
    }

    /** @throws ProblemException 403 if the visitor is none */
    void requireAdmin() {
        if (!isAdmin) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "Everyone's sessions are for administrators.");
        }
    }
}
