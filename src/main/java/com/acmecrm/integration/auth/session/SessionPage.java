package com.acmecrm.integration.auth.session;

import com.acmecrm.integration.platform.TokenRecords.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A page of a list, and the session behind which the next one begins. Revoked ones may still be among them. */
record SessionPage(List<Session> sessions, Optional<String> next) {

    SessionPage only(Set<Token> tokens) {
        return new SessionPage(
                sessions.stream()
                        .filter(session -> tokens.contains(session.token()))
                        .toList(),
                next);
    }
}
